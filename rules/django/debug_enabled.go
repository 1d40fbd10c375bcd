package django

import "preflight/rules/audit"

func init() { Rules.Add("debug-enabled", debugEnabled) }

// debugEnabled checks that DEBUG is off, also where the environment is silent.
func debugEnabled(s *Settings, r *audit.Reporter) {
	if !s.Has("DEBUG") {
		return
	}
	a := s.Bool("DEBUG")
	if a.Maybe() && a.Value.Type == Env && a.Value.Default != nil && a.Value.Default.Truth() == audit.Yes {
		r.Fail(a.Place, "DEBUG is on unless "+a.Value.Name+" turns it off").Lower(audit.High)
		return
	}
	decide(r, a, "DEBUG is True", s.Set("DEBUG", "False", "Set DEBUG to False"))
}
