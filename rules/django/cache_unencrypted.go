package django

import (
	"strconv"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("cache-unencrypted", cacheUnencrypted) }

// cacheUnencrypted checks that a cache elsewhere is reached over TLS.
func cacheUnencrypted(s *Settings, r *audit.Reporter) {
	if !s.Has("CACHES") {
		return
	}
	for _, c := range pyconf.ChoicesOf(s.held("CACHES")) {
		for _, p := range c.Value.Pairs {
			s.cacheLocation(p, r)
		}
	}
}

func (s *Settings) cacheLocation(p pyconf.Pair, r *audit.Reporter) {
	location := pyconf.Entry(p.Value, "LOCATION")
	all := []*pyconf.Value{location}
	if location.Sequence() {
		all = nil
		for _, it := range location.Items {
			all = append(all, it.Value)
		}
	}
	for _, v := range all {
		if !v.Whole() {
			continue
		}
		place := spanOr(s.inPython(v.Span), s.Place("CACHES"))
		switch {
		case strings.HasPrefix(v.Text, "rediss://"):
			r.Pass(place)
		case s.memcached(p.Value) && !nearby(host(v.Text)) && !strings.HasPrefix(v.Text, "unix:"):
			r.Fail(place, "cache "+strconv.Quote(p.Key.Text)+" is reached without encryption or password").Lower(audit.Medium)
		case strings.HasPrefix(v.Text, "redis://") && !nearby(host(v.Text)):
			r.Fail(place, "cache "+strconv.Quote(p.Key.Text)+" is reached without encryption")
		}
	}
}

// memcached reports whether a cache is one of memcached.
func (s *Settings) memcached(cache *pyconf.Value) bool {
	backend := pyconf.Entry(cache, "BACKEND")
	return backend.Whole() && strings.Contains(strings.ToLower(backend.Text), "memcache")
}
