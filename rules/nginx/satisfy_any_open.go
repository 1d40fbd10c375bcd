package nginx

import "preflight/rules/audit"

func init() { Rules.Add("satisfy-any-open", satisfyAnyOpen) }

// satisfyAnyOpen finds passwords that everybody may leave out.
func satisfyAnyOpen(s *Site, r *audit.Reporter) {
	s.eachOwn("satisfy", func(b *Block, d *Directive) {
		if d.Arg(0) != "any" {
			return
		}
		rules := b.EffectiveAny("allow", "deny")
		switch {
		case rules.State == Unseen || len(rules.Holes) > 0:
			r.Unknown(d.Head(), rules.Settle())
		case rules.State == Default:
			return
		case rules.Last().Name.Value == "deny" && rules.Last().Arg(0) == "all":
			r.Pass(d.Head())
		default:
			r.Fail(d.Head(), "satisfy any: who fits no deny needs no password").Also(rules.Last().Head())
		}
	})
}
