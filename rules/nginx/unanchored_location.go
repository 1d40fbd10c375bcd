package nginx

import "preflight/rules/audit"

func init() { Rules.Add("unanchored-location", unanchoredLocation) }

// unanchoredLocation finds expressions of locations that fit anywhere in the
// path.
func unanchoredLocation(s *Site, r *audit.Reporter) {
	s.eachHTTP(func(b *Block) {
		if b.Context != InLocation || b.Opener == nil || b.Opener.Name.Value != "location" || b.refuses() {
			return
		}
		re := b.regex()
		if re == nil {
			return
		}
		if re.root.anchored() {
			r.Pass(b.Opener.Head())
			return
		}
		_, pattern := location(b.Opener)
		r.Fail(b.Opener.Head(), "the expression "+shorten(pattern, 30)+" fits anywhere in the path")
	})
}

// anchored reports whether a node holds an anchor that every match meets, or
// one in each alternative.
func (n *regexNode) anchored() bool {
	switch n.kind {
	case regexStart, regexEnd:
		return true
	case regexAlt:
		for _, sub := range n.subs {
			if !sub.anchored() {
				return false
			}
		}
		return true
	case regexCat, regexGroup:
		for _, sub := range n.subs {
			if sub.anchored() {
				return true
			}
		}
	}
	return false
}
