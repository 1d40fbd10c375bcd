package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("loggers-silenced", loggersSilenced) }

// loggersSilenced checks that setting up logging does not switch loggers off.
func loggersSilenced(s *Settings, r *audit.Reporter) {
	if !s.Has("LOGGING") {
		return
	}
	v := s.Get("LOGGING")
	if v.Type != pyconf.Dict || len(v.Pairs) == 0 {
		return
	}
	flag := pyconf.Entry(v, "disable_existing_loggers")
	place := spanOr(s.inPython(flag.Span), s.Place("LOGGING"))
	switch {
	case flag.Type == pyconf.Absent:
		r.Fail(s.Place("LOGGING"), "LOGGING switches existing loggers off by default").Lower(audit.Low)
	case flag.Truth() == audit.Yes:
		r.Fail(place, "disable_existing_loggers is True", s.falseAt(flag))
	case flag.Truth() == audit.No:
		r.Pass(place)
	}
}

// falseAt is a fix that writes False over a literal.
func (s *Settings) falseAt(v *pyconf.Value) *audit.Fix {
	if v.Span.File != s.File || v.Span.Text() != "True" {
		return nil
	}
	return &audit.Fix{Title: "Keep the loggers", Edits: []audit.Edit{{Span: v.Span, Text: "False"}}}
}
