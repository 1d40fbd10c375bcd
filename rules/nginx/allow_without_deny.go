package nginx

import (
	"fmt"

	"preflight/rules/audit"
)

func init() { Rules.Add("allow-without-deny", allowWithoutDeny) }

// allowWithoutDeny checks that a list of allowed addresses ends with a refusal
// of all others: allow alone allows everybody.
func allowWithoutDeny(s *Site, r *audit.Reporter) {
	s.eachHTTP(func(b *Block) {
		allowed := b.First("allow")
		if allowed == nil {
			return
		}
		rules := b.Own("allow", "deny")
		last := rules[len(rules)-1]
		holes := b.holes([]string{"deny"})
		switch {
		case neverReached(rules, r):
		case last.Name.Value == "deny" && last.Arg(0) == "all":
			r.Pass(last.Head())
		case len(holes) > 0:
			r.Unknown(allowed.Head(), "add the included file "+shorten(holes[0].Arg(0), 40))
		case b.Has("deny"):
			return // allow after deny: everybody else is let in on purpose
		case allowed.Arg(0) == "all":
			return
		default:
			fix := insertAfter("Refuse everybody else", last, "deny all;")
			r.Fail(allowed.Head(), "allow without deny: everybody is let in", fix)
		}
	})
}

// neverReached fails a rule behind one that speaks of everybody: nginx takes
// the first that fits.
func neverReached(rules []*Directive, r *audit.Reporter) bool {
	for i, d := range rules[:len(rules)-1] {
		if d.Arg(0) != "all" {
			continue
		}
		dead := rules[i+1]
		v := r.Fail(dead.Head(), fmt.Sprintf("never reached: %s all stands before it", d.Name.Value)).Also(d.Head())
		if d.Name.Value == "deny" {
			v.Lower(audit.Medium)
		}
		return true
	}
	return false
}
