package nginx

// speed says how the time of a match can grow with the length of a text that
// does not fit in the end.
type speed uint8

const (
	fast        speed = iota
	polynomial        // with a power of the length
	exponential       // it doubles with every few bytes
)

// speed judges an expression by PCRE's way of matching: it tries every way to
// cut a text up among the repetitions before it gives up. The work is linear
// in the size of the expression, for each repetition that is looked at closely
// has a bounded size.
func (r *regex) speed() speed {
	j := &speedJudge{}
	j.node(r.root, tailNone)
	return j.worst
}

type speedJudge struct{ worst speed }

// tail is what a text must still fit behind a node.
type tail uint8

const (
	tailNone tail = iota // nothing: the match is done
	tailEnd              // the end of the text
	tailMore             // something that can fail
)

// before gives the tail in front of a node, from the one behind it.
func (t tail) before(n *regexNode) tail {
	switch _, empty := n.first(); {
	case n.kind == regexEnd && t == tailNone:
		return tailEnd
	case n.kind == regexEnd, n.kind == regexStart, n.kind == regexAssert, !empty:
		return tailMore
	}
	return t
}

// node judges what a node repeats; after is what follows the node.
func (j *speedJudge) node(n *regexNode, after tail) {
	if n.atomic {
		after = tailNone // once it has matched, no other way is tried
	}
	switch n.kind {
	case regexAlt:
		for _, sub := range n.subs {
			j.node(sub, after)
		}
	case regexRepeat:
		j.repeat(n, after)
	case regexCat:
		j.sequence(n, after)
	case regexGroup:
		for _, sub := range n.subs {
			j.node(sub, after)
		}
	}
}

// repeat judges a repetition of something that is itself made of parts.
func (j *speedJudge) repeat(n *regexNode, after tail) {
	body := n.subs[0]
	if n.many() && after != tailNone && body.single() == nil && ambiguous(body) {
		j.worst = exponential
	}
	j.node(body, after) // where nothing follows, the rounds that are done stand
}

// many reports whether a repetition has no limit, or a high one.
func (n *regexNode) many() bool { return n.kind == regexRepeat && (n.max < 0 || n.max >= 16) }

// single gives the set that a node matches one byte of, or nil.
func (n *regexNode) single() *regexNode {
	for (n.kind == regexGroup || n.kind == regexCat) && len(n.subs) == 1 {
		n = n.subs[0]
	}
	if n.kind == regexSet {
		return n
	}
	return nil
}

// sequence judges the parts of a sequence, and repetitions that follow each
// other.
func (j *speedJudge) sequence(n *regexNode, after tail) {
	items := flat(n, nil)
	tails := make([]tail, len(items)+1)
	tails[len(items)] = after
	for i := len(items) - 1; i >= 0; i-- {
		tails[i] = tails[i+1].before(items[i])
		j.node(items[i], tails[i+1])
	}
	for i := range items {
		if j.worst >= polynomial {
			return
		}
		if chained(items[i:], tails[i+1:]) {
			j.worst = polynomial
		}
	}
}

// flat lists the parts of a sequence, those of groups in it too.
func flat(n *regexNode, items []*regexNode) []*regexNode {
	for _, sub := range n.subs {
		if (sub.kind == regexGroup || sub.kind == regexCat) && !sub.atomic {
			items = flat(sub, items)
		} else {
			items = append(items, sub)
		}
	}
	return items
}

// loop gives the set of a plain repetition without end, such as [a-z]+.
func (n *regexNode) loop() (charSet, bool) {
	if n.many() && !n.atomic {
		if one := n.subs[0].single(); one != nil {
			return one.set, true
		}
	}
	return charSet{}, false
}

// chained reports whether the first of the items is a repetition that shares
// its bytes with others behind it: with a neighbour, or with two more. A
// single pair with something between is left alone, for a request is too short
// to make its square count. tails are those behind each item.
func chained(items []*regexNode, tails []tail) bool {
	shared, ok := items[0].loop()
	if !ok {
		return false
	}
	length, near := 1, true
	for i, n := range items[1:] {
		set, loops := n.loop()
		if !n.fitsIn(shared) || loops && shared.and(set) == (charSet{}) {
			return false
		}
		if !loops {
			_, empty := n.first()
			near = near && empty
			continue
		}
		shared = shared.and(set)
		if length++; (near || length > 2) && tails[i+1].fails(set) {
			return true
		}
	}
	return false
}

// fails reports whether a text can fail behind a repetition of a set. A
// repetition of every byte but the line end runs to the end of a path.
func (t tail) fails(set charSet) bool {
	return t == tailMore || t == tailEnd && set.union(setOf("\n")) != charSet{}.not()
}

// fitsIn reports whether some match of the node holds bytes of the set only.
func (n *regexNode) fitsIn(set charSet) bool {
	switch n.kind {
	case regexSet:
		return n.set.and(set) != charSet{}
	case regexStart, regexEnd:
		return false
	case regexAlt:
		for _, sub := range n.subs {
			if sub.fitsIn(set) {
				return true
			}
		}
		return false
	case regexRepeat:
		return n.min == 0 || n.subs[0].fitsIn(set)
	}
	for _, sub := range n.subs {
		if !sub.fitsIn(set) {
			return false
		}
	}
	return true
}

func (s charSet) and(t charSet) charSet {
	for i := range s {
		s[i] &= t[i]
	}
	return s
}
