package nginx

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("access-rules-bypassed", accessRulesBypassed) }

// accessRulesBypassed finds a return beside allow and deny: nginx answers it
// before it looks at the access rules.
func accessRulesBypassed(s *Site, r *audit.Reporter) {
	s.eachHTTP(func(b *Block) {
		d := b.First("return")
		if d == nil || strings.HasPrefix(d.Arg(0), "4") || strings.HasPrefix(d.Arg(0), "5") {
			return
		}
		at := b
		if b.Context == InLocationIf || b.Context == InServerIf {
			at = b.Parent
		}
		rule := at.First("deny")
		if rule == nil {
			rule = at.First("auth_basic")
		}
		if rule == nil || rule.Arg(0) == "off" {
			return
		}
		r.Fail(d.Head(), "return answers before "+rule.Name.Value+" is looked at").Also(rule.Head())
	})
}
