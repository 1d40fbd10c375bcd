package nginx

// maxPlaces bounds the size of a repeated part that is judged; a larger one
// counts as unambiguous.
const maxPlaces = 64

// ambiguous reports whether a text can be cut into matches of the node, one
// after the other, in more than one way. With every such text the number of
// ways doubles.
func ambiguous(body *regexNode) bool {
	a := &automaton{}
	all := a.add(body)
	if a.full {
		return false
	}
	a.join(all.last, all.first) // the next round
	return a.twice || a.splits()
}

// automaton has a state for each place in an expression where a byte is
// matched (Glushkov's construction).
type automaton struct {
	sets  []charSet
	next  [maxPlaces]uint64 // the places that may follow each place
	twice bool              // one place follows another in two ways
	full  bool              // it does not hold the expression
}

// part is what an automaton keeps of a node: the places that it may begin and
// end with, and whether it may match nothing.
type part struct {
	first, last uint64
	empty       bool
}

// add puts the places of a node into the automaton.
func (a *automaton) add(n *regexNode) part {
	a.full = a.full || n.atomic // what that leaves out is not followed up
	switch n.kind {
	case regexSet:
		if len(a.sets) == maxPlaces {
			a.full = true
			return part{}
		}
		bit := uint64(1) << len(a.sets)
		a.sets = append(a.sets, n.set)
		return part{bit, bit, false}
	case regexCat, regexGroup:
		all := part{empty: true}
		for _, sub := range n.subs {
			all = a.then(all, a.add(sub))
		}
		return all
	case regexAlt:
		var all part
		for _, sub := range n.subs {
			p := a.add(sub)
			all = part{all.first | p.first, all.last | p.last, all.empty || p.empty}
		}
		return all
	case regexRepeat:
		return a.repeated(n)
	}
	return part{empty: true}
}

// then joins two parts that follow each other.
func (a *automaton) then(p, q part) part {
	a.join(p.last, q.first)
	all := part{p.first, q.last, p.empty && q.empty}
	if p.empty {
		all.first |= q.first
	}
	if q.empty {
		all.last |= p.last
	}
	return all
}

// repeated puts the rounds of a repetition in, one by one.
func (a *automaton) repeated(n *regexNode) part {
	rounds, endless := n.max, n.max < 0
	if endless {
		rounds = max(n.min, 1)
	}
	all := part{empty: true}
	for i := range rounds {
		p := a.add(n.subs[0])
		if endless && i == rounds-1 {
			a.join(p.last, p.first)
		}
		p.empty = p.empty || i >= n.min
		all = a.then(all, p)
		if a.full {
			break
		}
	}
	return all
}

// join lets every place of to follow every place of from.
func (a *automaton) join(from, to uint64) {
	for p := range a.sets {
		if from&(1<<p) != 0 {
			a.twice = a.twice || a.next[p]&to != 0
			a.next[p] |= to
		}
	}
}

// splits reports whether two ways part at a place, read the same bytes and
// meet again.
func (a *automaton) splits() bool {
	var seen [maxPlaces]uint64
	var open [][2]int
	found := false
	step := func(p, q int, parting bool) {
		for x := range a.sets {
			if a.next[p]&(1<<x) == 0 {
				continue
			}
			for y := range a.sets {
				switch {
				case a.next[q]&(1<<y) == 0, seen[x]&(1<<y) != 0, a.sets[x].and(a.sets[y]) == charSet{}:
				case x != y:
					seen[x] |= 1 << y
					open = append(open, [2]int{x, y})
				case !parting:
					found = true
				}
			}
		}
	}
	for p := range a.sets {
		step(p, p, true)
	}
	for len(open) > 0 && !found {
		pair := open[len(open)-1]
		open = open[:len(open)-1]
		step(pair[0], pair[1], false)
	}
	return found
}
