package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("hsts-malformed", hstsMalformed) }

// hstsMalformed checks that the seconds of HSTS are a whole number.
func hstsMalformed(s *Settings, r *audit.Reporter) {
	wrong := func(v *pyconf.Value) audit.Truth {
		switch v.Type {
		case pyconf.Int:
			return audit.TruthOf(v.Int < 0)
		case pyconf.Bool, pyconf.None:
			return audit.No
		case pyconf.Unknown:
			return audit.Maybe
		case pyconf.Env:
			return audit.TruthOf(v.Shape == pyconf.Text && v.Default != nil && v.Default.Type != pyconf.None).And(audit.Maybe)
		}
		return audit.Yes
	}
	if !s.Has("SECURE_HSTS_SECONDS") {
		return
	}
	if a := s.Ask("SECURE_HSTS_SECONDS", wrong); a.Yes() {
		pyconf.Decide(r, a, "SECURE_HSTS_SECONDS is "+pyconf.Shown(a.Value)+", not a number of seconds", nil)
	}
}
