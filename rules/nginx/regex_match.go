package nginx

// maxSteps bounds the work of one match; a longer one counts as none.
const maxSteps = 20_000

// fits reports whether the expression finds a match in the text. Lookaround
// and other assertions count as true.
func (r *regex) fits(text string) bool {
	m := &matcher{text: text}
	for at := 0; at <= len(text); at++ {
		if m.match(r.root, at, func(int) bool { return true }) {
			return true
		}
	}
	return false
}

type matcher struct {
	text  string
	steps int
}

// match tries a node at a place and calls rest with the place behind it.
func (m *matcher) match(n *regexNode, at int, rest func(int) bool) bool {
	if m.steps++; m.steps > maxSteps {
		return false
	}
	switch n.kind {
	case regexSet:
		return at < len(m.text) && n.set.has(m.text[at]) && rest(at+1)
	case regexStart:
		return at == 0 && rest(at)
	case regexEnd:
		return at == len(m.text) && rest(at)
	case regexCat, regexGroup:
		return m.all(n.subs, at, rest)
	case regexAlt:
		for _, sub := range n.subs {
			if m.match(sub, at, rest) {
				return true
			}
		}
		return false
	case regexRepeat:
		return m.repeat(n, 0, at, rest)
	}
	return rest(at)
}

func (m *matcher) all(nodes []*regexNode, at int, rest func(int) bool) bool {
	if len(nodes) == 0 {
		return rest(at)
	}
	return m.match(nodes[0], at, func(next int) bool { return m.all(nodes[1:], next, rest) })
}

func (m *matcher) repeat(n *regexNode, done, at int, rest func(int) bool) bool {
	if n.max < 0 || done < n.max {
		more := m.match(n.subs[0], at, func(next int) bool {
			return (next > at || done < n.min) && m.repeat(n, done+1, next, rest)
		})
		if more {
			return true
		}
	}
	return done >= n.min && rest(at)
}
