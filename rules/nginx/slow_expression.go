package nginx

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("slow-expression", slowExpression) }

// slowExpression finds repetitions of repetitions: on a text that does not fit
// in the end, the number of ways to try grows with every character.
func slowExpression(s *Site, r *audit.Reporter) {
	s.eachHTTP(func(b *Block) {
		if re := b.regex(); re != nil {
			judgeSpeed(re, b.Opener.Head(), r)
		}
		for _, d := range b.Own("rewrite") {
			judgeSpeed(parseRegex(d.Arg(0), false), d.Head(), r)
		}
		for _, d := range b.Own("server_name") {
			for _, a := range d.Args {
				if pattern, ok := strings.CutPrefix(a.Value, "~"); ok {
					judgeSpeed(parseRegex(pattern, true), a.Span, r)
				}
			}
		}
		for _, d := range b.Own("map") {
			for _, e := range d.Block {
				if pattern, ok := strings.CutPrefix(e.Name.Value, "~"); ok {
					judgeSpeed(parseRegex(strings.TrimPrefix(pattern, "*"), false), e.Head(), r)
				}
			}
		}
	})
}

func judgeSpeed(re *regex, place audit.Span, r *audit.Reporter) {
	switch {
	case re == nil:
	case re.root.explodes():
		r.Fail(place, "a repetition inside a repetition can take very long")
	default:
		r.Pass(place)
	}
}

// explodes reports whether a part repeats something without end that can
// itself be one repetition without end, so that a run of characters can be cut
// up in many ways.
func (n *regexNode) explodes() bool {
	if n.endless() && n.subs[0].run() {
		return true
	}
	for _, sub := range n.subs {
		if sub.explodes() {
			return true
		}
	}
	return false
}

func (n *regexNode) endless() bool { return n.kind == regexRepeat && n.max < 0 }

// run reports whether the node can be a single repetition without end: it is
// one, or a group whose other parts can be empty.
func (n *regexNode) run() bool {
	switch n.kind {
	case regexRepeat:
		return n.endless() || n.subs[0].run()
	case regexAlt:
		for _, sub := range n.subs {
			if sub.run() {
				return true
			}
		}
	case regexCat, regexGroup:
		found := false
		for _, sub := range n.subs {
			switch _, empty := sub.first(); {
			case sub.run():
				found = true
			case !empty:
				return false
			}
		}
		return found
	}
	return false
}
