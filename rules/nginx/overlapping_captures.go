package nginx

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("overlapping-captures", overlappingCaptures) }

// overlappingCaptures finds redirects, and rewrites to an address with a
// query, that use a capture and another inside it: nginx counts the bytes that
// need an escape once, and writes them twice.
func overlappingCaptures(s *Site, r *audit.Reporter) {
	fixedStable, nextMain := audit.MustVersion("1.30.2"), audit.MustVersion("1.31")
	if target := r.Target("nginx"); !target.Less(fixedStable) && target.Less(nextMain) {
		return
	}
	s.eachOwn("rewrite", func(_ *Block, d *Directive) {
		query := strings.Contains(strings.TrimSuffix(d.Arg(1), "?"), "?")
		re := parseRegex(d.Arg(0), false)
		if re == nil || len(d.Args) < 2 || !query && !redirects(d) {
			return
		}
		if outer, inner := re.nestedPair(references(d.Arg(1))); inner != "" {
			r.Fail(d.Head(), "$"+inner+" is part of $"+outer+", and both are used")
		}
	})
}

// nestedPair gives two numbered captures of which one lies inside the other,
// or nothing.
func (r *regex) nestedPair(refs []reference) (outer, inner string) {
	for _, a := range refs {
		for _, b := range refs {
			if a.name != b.name && digits(a.name) && digits(b.name) && number(a.name) < len(r.groups) && number(b.name) < len(r.groups) &&
				r.groups[number(a.name)].contains(r.groups[number(b.name)]) {
				return a.name, b.name
			}
		}
	}
	return "", ""
}

// contains reports whether another node lies inside the node.
func (n *regexNode) contains(other *regexNode) bool {
	for _, sub := range n.subs {
		if sub == other || sub.contains(other) {
			return true
		}
	}
	return false
}
