package django

import "preflight/rules/audit"

func init() { Rules.Add("admins-as-pairs", adminsAsPairs) }

// adminsAsPairs finds the old form of ADMINS and MANAGERS.
func adminsAsPairs(s *Settings, r *audit.Reporter) {
	pair := func(v *Value) audit.Truth {
		if v.Type == Unknown || v.Type == Env {
			return audit.Maybe
		}
		return audit.TruthOf(v.Type == Tuple || v.Type == List)
	}
	for _, name := range []string{"ADMINS", "MANAGERS"} {
		if a := s.Ask(name, anyItem(pair)); s.Has(name) && a.Yes() {
			r.Fail(a.Place, name+" holds pairs, deprecated since Django 6.0")
		}
	}
}
