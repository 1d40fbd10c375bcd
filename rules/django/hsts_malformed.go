package django

import "preflight/rules/audit"

func init() { Rules.Add("hsts-malformed", hstsMalformed) }

// hstsMalformed checks that the seconds of HSTS are a whole number.
func hstsMalformed(s *Settings, r *audit.Reporter) {
	wrong := func(v *Value) audit.Truth {
		switch v.Type {
		case Int:
			return audit.TruthOf(v.Int < 0)
		case Bool, None:
			return audit.No
		case Unknown:
			return audit.Maybe
		case Env:
			return audit.TruthOf(v.Shape == Text && v.Default != nil && v.Default.Type != None).And(audit.Maybe)
		}
		return audit.Yes
	}
	if !s.Has("SECURE_HSTS_SECONDS") {
		return
	}
	if a := s.Ask("SECURE_HSTS_SECONDS", wrong); a.Yes() {
		decide(r, a, "SECURE_HSTS_SECONDS is "+shown(a.Value)+", not a number of seconds", nil)
	}
}
