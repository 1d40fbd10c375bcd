package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("opener-policy-weak", openerPolicyWeak) }

// openerPolicyWeak checks that windows of other sites stay apart.
func openerPolicyWeak(s *Settings, r *audit.Reporter) {
	const name = "SECURE_CROSS_ORIGIN_OPENER_POLICY"
	if !s.Has(name) || !s.secured(r) {
		return
	}
	weak := func(v *pyconf.Value) audit.Truth {
		return v.IsNone().Or(badOpener(v)).Or(pyconf.IsText("unsafe-none")(v))
	}
	a := s.Ask(name, weak)
	pyconf.Decide(r, a, "the cross-origin opener policy is "+pyconf.Shown(a.Value), s.Set(name, `"same-origin"`, "Set the policy to same-origin"))
}
