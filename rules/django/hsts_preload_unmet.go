package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("hsts-preload-unmet", hstsPreloadUnmet) }

// hstsPreloadUnmet checks that a site which asks for the preload list meets its
// conditions: a year, and the sub-domains.
func hstsPreloadUnmet(s *Settings, r *audit.Reporter) {
	if !s.IsTrue("SECURE_HSTS_PRELOAD").Yes() || !s.Has("SECURE_HSTS_PRELOAD") || !s.secured(r) {
		return
	}
	place := s.Place("SECURE_HSTS_PRELOAD")
	seconds := s.Ask("SECURE_HSTS_SECONDS", pyconf.IntThat(func(n int64) bool { return n < 31536000 }))
	subdomains := s.NotTrue("SECURE_HSTS_INCLUDE_SUBDOMAINS")
	switch {
	case subdomains.Yes():
		r.Fail(place, "SECURE_HSTS_PRELOAD without SECURE_HSTS_INCLUDE_SUBDOMAINS").Also(subdomains.Place)
	case seconds.Yes():
		r.Fail(place, "SECURE_HSTS_PRELOAD with less than a year of SECURE_HSTS_SECONDS").Also(seconds.Place)
	case subdomains.Maybe():
		r.Unknown(place, subdomains.Settle)
	case seconds.Maybe():
		r.Unknown(place, seconds.Settle)
	default:
		r.Pass(place)
	}
}
