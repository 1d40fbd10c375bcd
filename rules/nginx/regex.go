package nginx

import "strings"

// charSet is a set of bytes.
type charSet [4]uint64

func (s *charSet) add(c byte) { s[c>>6] |= 1 << (c & 63) }
func (s *charSet) addRange(a, b byte) {
	for c := int(a); c <= int(b); c++ {
		s.add(byte(c))
	}
}
func (s charSet) has(c byte) bool { return s[c>>6]&(1<<(c&63)) != 0 }

func (s charSet) union(t charSet) charSet {
	for i := range s {
		s[i] |= t[i]
	}
	return s
}

func (s charSet) not() charSet {
	for i := range s {
		s[i] = ^s[i]
	}
	return s
}

func setOf(chars string) (s charSet) {
	for i := 0; i < len(chars); i++ {
		s.add(chars[i])
	}
	return s
}

// regexKind is what a node of a regular expression is.
type regexKind uint8

const (
	regexEmpty regexKind = iota
	regexSet             // one byte of a set
	regexCat
	regexAlt
	regexRepeat
	regexGroup  // capturing if group > 0
	regexStart  // ^ or \A
	regexEnd    // $ or \z
	regexAssert // other places: \b, lookaround
)

// regexNode is a node of a regular expression's syntax tree.
type regexNode struct {
	kind     regexKind
	set      charSet
	subs     []*regexNode
	group    int
	min, max int  // of a repetition; max -1: no limit
	atomic   bool // what has matched is not tried again: a++ or (?>a)
}

// regex is a regular expression of PCRE, as far as its characters go.
type regex struct {
	root   *regexNode
	groups []*regexNode // by number; groups[0] is the root
	names  map[string]int
}

// parseRegex reads an expression; nil where it is not understood.
func parseRegex(source string, fold bool) *regex {
	if len(source) > maxRegex {
		return nil
	}
	p := &regexParser{src: source, fold: fold, re: &regex{groups: []*regexNode{nil}, names: map[string]int{}}}
	root := p.alternatives(0)
	if p.bad || p.pos < len(p.src) {
		return nil
	}
	p.re.root, p.re.groups[0] = root, root
	return p.re
}

// chars gives every byte that a match of the group can hold.
func (r *regex) chars(group int) charSet {
	if group < 0 || group >= len(r.groups) {
		return charSet{}
	}
	return r.groups[group].chars()
}

func (n *regexNode) chars() (s charSet) {
	s = n.set
	for _, sub := range n.subs {
		s = s.union(sub.chars())
	}
	return s
}

// first gives the bytes that a match can start with, and whether it can be
// empty.
func (n *regexNode) first() (s charSet, empty bool) {
	switch n.kind {
	case regexSet:
		return n.set, false
	case regexCat:
		for _, sub := range n.subs {
			t, e := sub.first()
			if s = s.union(t); !e {
				return s, false
			}
		}
		return s, true
	case regexAlt:
		for _, sub := range n.subs {
			t, e := sub.first()
			s, empty = s.union(t), empty || e
		}
		return s, empty
	case regexRepeat, regexGroup:
		if len(n.subs) == 0 {
			return s, true
		}
		s, empty = n.subs[0].first()
		return s, empty || n.kind == regexRepeat && n.min == 0
	}
	return s, true
}

const (
	maxRegex      = 4096 // bytes; nginx reads no longer word
	maxRegexDepth = 100  // groups inside groups
)

type regexParser struct {
	src  string
	pos  int
	fold bool
	dot  bool // (?s): "." is every byte
	bad  bool
	re   *regex
}

func (p *regexParser) more() bool { return !p.bad && p.pos < len(p.src) }

func (p *regexParser) alternatives(depth int) *regexNode {
	if depth > maxRegexDepth {
		p.bad = true
		return &regexNode{}
	}
	alt := &regexNode{kind: regexAlt, subs: []*regexNode{p.sequence(depth)}}
	for p.more() && p.src[p.pos] == '|' {
		p.pos++
		alt.subs = append(alt.subs, p.sequence(depth))
	}
	if len(alt.subs) == 1 {
		return alt.subs[0]
	}
	return alt
}

func (p *regexParser) sequence(depth int) *regexNode {
	cat := &regexNode{kind: regexCat}
	for p.more() && p.src[p.pos] != '|' && p.src[p.pos] != ')' {
		cat.subs = append(cat.subs, p.repeated(p.atom(depth)))
	}
	return cat
}

func (p *regexParser) atom(depth int) *regexNode {
	c := p.src[p.pos]
	p.pos++
	switch c {
	case '(':
		return p.group(depth)
	case '[':
		return &regexNode{kind: regexSet, set: p.class()}
	case '.':
		if p.dot {
			return &regexNode{kind: regexSet, set: charSet{}.not()}
		}
		return &regexNode{kind: regexSet, set: setOf("\n").not()}
	case '^':
		return &regexNode{kind: regexStart}
	case '$':
		return &regexNode{kind: regexEnd}
	case '\\':
		return p.escape()
	}
	return &regexNode{kind: regexSet, set: p.literal(c)}
}

func (p *regexParser) literal(c byte) charSet {
	if p.fold {
		return setOf(strings.ToLower(string(rune(c))) + strings.ToUpper(string(rune(c))))
	}
	var s charSet
	s.add(c)
	return s
}

// repeated wraps a node into the repetition that follows it, if any.
func (p *regexParser) repeated(n *regexNode) *regexNode {
	for p.more() {
		least, most := 0, -1
		switch c := p.src[p.pos]; c {
		case '*':
		case '+':
			least = 1
		case '?':
			most = 1
		case '{':
			var size int
			if least, most, size = counts(p.src[p.pos:]); size == 0 {
				return n
			}
			p.pos += size - 1
		default:
			return n
		}
		p.pos++
		possessive := p.more() && p.src[p.pos] == '+'
		if possessive || p.more() && p.src[p.pos] == '?' {
			p.pos++ // or lazy
		}
		n = &regexNode{kind: regexRepeat, subs: []*regexNode{n}, min: least, max: most, atomic: possessive}
	}
	return n
}

// counts reads {n}, {n,} or {n,m}; size 0 means that the brace is a literal.
func counts(s string) (least, most, size int) {
	end := strings.IndexByte(s, '}')
	if end < 2 || end > 12 {
		return 0, 0, 0
	}
	from, to, ranged := strings.Cut(s[1:end], ",")
	if !digits(from) || to != "" && !digits(to) {
		return 0, 0, 0
	}
	least = number(from)
	switch {
	case !ranged:
		most = least
	case to == "":
		most = -1
	default:
		most = number(to)
	}
	return least, most, end + 1
}

// number reads digits; more than six count as a million.
func number(s string) (n int) {
	for i := 0; i < len(s) && n < 1_000_000; i++ {
		n = n*10 + int(s[i]-'0')
	}
	return n
}

// group reads what follows "(".
func (p *regexParser) group(depth int) *regexNode {
	n := &regexNode{kind: regexGroup}
	if p.more() && p.src[p.pos] == '?' {
		p.pos++
		if p.special(n) {
			return n
		}
	} else {
		p.capture(n, "")
	}
	n.subs = []*regexNode{p.alternatives(depth + 1)}
	if !p.more() || p.src[p.pos] != ')' {
		p.bad = true
		return n
	}
	p.pos++
	if n.kind == regexAssert {
		n.subs = nil // it matches no byte
	}
	return n
}

func (p *regexParser) capture(n *regexNode, name string) {
	n.group = len(p.re.groups)
	p.re.groups = append(p.re.groups, n)
	if name != "" {
		p.re.names[strings.ToLower(name)] = n.group
	}
}

// special reads what follows "(?"; it reports whether that was the whole group.
func (p *regexParser) special(n *regexNode) bool {
	rest := p.src[p.pos:]
	for _, opening := range []string{"=", "!", "<=", "<!"} {
		if strings.HasPrefix(rest, opening) {
			p.pos += len(opening)
			n.kind = regexAssert
			return false
		}
	}
	for opening, closing := range map[string]byte{"P<": '>', "<": '>', "'": '\''} {
		if strings.HasPrefix(rest, opening) {
			name, _, ok := strings.Cut(rest[len(opening):], string(closing))
			if p.bad = !ok; ok {
				p.capture(n, name)
				p.pos += len(opening) + len(name) + 1
			}
			return p.bad
		}
	}
	if strings.HasPrefix(rest, "#") {
		end := strings.IndexByte(rest, ')')
		p.bad = end < 0
		p.pos += end + 1
		return true
	}
	return p.flags(n)
}

// flags reads (?i), (?s:…), (?>…) and (?:…).
func (p *regexParser) flags(n *regexNode) bool {
	for on := true; p.more(); p.pos++ {
		switch p.src[p.pos] {
		case ':', '>', '|':
			n.atomic = p.src[p.pos] == '>'
			p.pos++
			return false
		case ')':
			p.pos++
			n.kind = regexEmpty
			return true
		case '-':
			on = false
		case 'i':
			p.fold = on
		case 's':
			p.dot = on
		case 'm', 'x', 'U', 'J':
		default:
			p.bad = true
			return true
		}
	}
	p.bad = true
	return true
}
