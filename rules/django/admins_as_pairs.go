package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("admins-as-pairs", adminsAsPairs) }

// adminsAsPairs finds the old form of ADMINS and MANAGERS.
func adminsAsPairs(s *Settings, r *audit.Reporter) {
	pair := func(v *pyconf.Value) audit.Truth {
		if v.Type == pyconf.Unknown || v.Type == pyconf.Env {
			return audit.Maybe
		}
		return audit.TruthOf(v.Type == pyconf.Tuple || v.Type == pyconf.List)
	}
	for _, name := range []string{"ADMINS", "MANAGERS"} {
		if a := s.Ask(name, pyconf.AnyItem(pair)); s.Has(name) && a.Yes() {
			r.Fail(a.Place, name+" holds pairs, deprecated since Django 6.0")
		}
	}
}
