package django

import (
	"strconv"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("logging-verbose", loggingVerbose) }

// loggingVerbose checks that queries and debug lines stay out of the logs.
func loggingVerbose(s *Settings, r *audit.Reporter) {
	if !s.Has("LOGGING") {
		return
	}
	v := s.Get("LOGGING")
	loggers := pyconf.Entry(v, "loggers")
	for _, name := range []string{"", "django", "django.db", "django.db.backends", "django.request"} {
		s.level(pyconf.Entry(pyconf.Entry(loggers, name), "level"), "logger "+strconv.Quote(name), r)
	}
	s.level(pyconf.Entry(pyconf.Entry(v, "root"), "level"), "the root logger", r)
}

func (s *Settings) level(v *pyconf.Value, who string, r *audit.Reporter) {
	place := spanOr(s.inPython(v.Span), s.Place("LOGGING"))
	switch {
	case v.Type == pyconf.Absent || v.Type == pyconf.Unknown:
	case v.Whole() && v.Text == "DEBUG" || v.Type == pyconf.Int && v.Int == 10:
		r.Fail(place, who+" logs at DEBUG")
	case v.Known():
		r.Pass(place)
	}
}
