package nginx

import (
	"preflight/rules/audit"
)

func init() { Rules.Add("misplaced-directive", misplacedDirective) }

// misplacedDirective finds directives at a level where nginx does not take
// them. Zones have a rule of their own.
func misplacedDirective(s *Site, r *audit.Reporter) {
	s.each(func(b *Block) {
		for _, d := range b.Items {
			info := directives()[d.Name.Value]
			if info == nil || oneOf(d.Name.Value, zones) || info.contexts&b.Context != 0 || b.Context == InEntries {
				continue
			}
			v := r.Fail(d.Name.Span, shorten(d.Name.Value, 26)+" is not allowed in "+b.Context.String())
			if !b.Whole() && b.Parent == nil {
				v.Doubt(audit.Likely)
			}
			v.Also(b.Place())
		}
	})
}
