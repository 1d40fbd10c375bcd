package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("debug-enabled", debugEnabled) }

// debugEnabled checks that DEBUG is off, also where the environment is silent.
func debugEnabled(s *Settings, r *audit.Reporter) {
	if !s.Has("DEBUG") {
		return
	}
	a := s.Ask("DEBUG", (*pyconf.Value).Truth)
	if v := a.Value; a.Maybe() && v.Type == pyconf.Env && v.Default != nil && v.Default.Truth() == audit.Yes {
		if v.Guess != "" {
			r.Fail(a.Place, "DEBUG is on unless the environment turns it off").Lower(audit.High).Doubt(audit.Likely)
			return
		}
		r.Fail(a.Place, "DEBUG is on unless "+v.Name+" turns it off").Lower(audit.High)
		return
	}
	message := "DEBUG is True"
	if a.Value.Type != pyconf.Bool {
		message = "DEBUG is " + pyconf.Shown(a.Value) + ", which counts as True"
	}
	pyconf.Decide(r, a, message, s.Set("DEBUG", "False", "Set DEBUG to False"))
}
