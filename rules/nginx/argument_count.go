package nginx

import "preflight/rules/audit"

func init() { Rules.Add("argument-count", argumentCount) }

// argumentCount finds directives with more or fewer arguments than nginx
// takes, or with a block where none belongs.
func argumentCount(s *Site, r *audit.Reporter) {
	s.reportRefused(r, "arity", "terminator")
}

// reportRefused fails every directive that nginx refuses for one of the
// reasons given.
func (s *Site) reportRefused(r *audit.Reporter, classes ...string) {
	s.each(func(b *Block) {
		for _, d := range b.Items {
			if d.Missing {
				continue
			}
			if why := b.refused(d); why != nil && oneOf(why.class, classes) {
				r.Fail(why.place, why.message)
			}
		}
	})
}
