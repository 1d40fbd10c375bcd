package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("template-debug", templateDebug) }

// templateDebug checks that the engine keeps nothing for error pages.
func templateDebug(s *Settings, r *audit.Reporter) {
	if !s.Has("TEMPLATES") {
		return
	}
	for _, t := range s.Get("TEMPLATES").Items {
		v := pyconf.Entry(pyconf.Entry(t.Value, "OPTIONS"), "debug")
		place := spanOr(s.inPython(v.Span), s.Place("TEMPLATES"))
		switch {
		case v.Type == pyconf.Absent || len(t.When) > 0:
		case v.Truth() == audit.Yes:
			r.Fail(place, "OPTIONS[\"debug\"] is on")
		case v.Truth() == audit.No:
			r.Pass(place)
		}
	}
}
