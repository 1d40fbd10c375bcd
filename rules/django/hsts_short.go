package django

import (
	"strconv"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("hsts-short", hstsShort) }

// hstsShort checks that browsers remember HTTPS for a year.
func hstsShort(s *Settings, r *audit.Reporter) {
	const year = 365 * 24 * 60 * 60
	if !s.Has("SECURE_HSTS_SECONDS") || !s.secured(r) {
		return
	}
	short := func(v *pyconf.Value) audit.Truth {
		if v.Type != pyconf.Int {
			return audit.Maybe
		}
		return audit.TruthOf(v.Int > 0 && v.Int < year)
	}
	a := s.Ask("SECURE_HSTS_SECONDS", short)
	if a.Maybe() && s.Off("SECURE_HSTS_SECONDS").Yes() {
		return
	}
	message := "browsers remember HTTPS for less than a year"
	if a.Value.Type == pyconf.Int {
		message = "browsers remember HTTPS for " + duration(a.Value.Int)
	}
	v := pyconf.Decide(r, a, message, nil)
	if a.Yes() && a.Value.Int == 3600 {
		v.Lower(audit.Info) // the trial value of Django's documentation
	}
}

// duration writes seconds as people do.
func duration(seconds int64) string {
	units := []struct {
		name string
		size int64
	}{{"day", 86400}, {"hour", 3600}, {"minute", 60}}
	for _, u := range units {
		if n := seconds / u.size; n >= 1 {
			return plural(n, u.name)
		}
	}
	return plural(seconds, "second")
}

func plural(n int64, unit string) string {
	if n == 1 {
		return "1 " + unit
	}
	return strconv.FormatInt(n, 10) + " " + unit + "s"
}
