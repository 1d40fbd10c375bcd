package nginx

import "strings"

// escape reads what follows a backslash outside a class.
func (p *regexParser) escape() *regexNode {
	if !p.more() {
		p.bad = true
		return &regexNode{}
	}
	c := p.src[p.pos]
	p.pos++
	switch c {
	case 'A':
		return &regexNode{kind: regexStart}
	case 'z', 'Z':
		return &regexNode{kind: regexEnd}
	case 'b', 'B', 'G':
		return &regexNode{kind: regexAssert}
	case 'Q':
		p.bad = true
	case 'R', 'X', 'C', 'p', 'P', 'k', 'g', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		p.argument()
		return &regexNode{kind: regexSet, set: charSet{}.not()}
	}
	return &regexNode{kind: regexSet, set: p.escaped(c)}
}

// argument moves over the braces of \p{L}, \k{name} and their like.
func (p *regexParser) argument() {
	if p.more() && p.src[p.pos] == '{' {
		end := strings.IndexByte(p.src[p.pos:], '}')
		p.bad = p.bad || end < 0
		p.pos += end + 1
	}
}

const wordChars = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"

// escaped gives the set of an escape, in or outside a class.
func (p *regexParser) escaped(c byte) charSet {
	switch c {
	case 'd':
		return setOf("0123456789")
	case 'D':
		return setOf("0123456789").not()
	case 'w':
		return setOf(wordChars)
	case 'W':
		return setOf(wordChars).not()
	case 's':
		return setOf(" \t\n\v\f\r")
	case 'S':
		return setOf(" \t\n\v\f\r").not()
	case 'h':
		return setOf(" \t")
	case 'H':
		return setOf(" \t").not()
	case 'v':
		return setOf("\n\v\f\r")
	case 'V':
		return setOf("\n\v\f\r").not()
	case 'N':
		return setOf("\n").not()
	case 'x':
		return p.hex()
	}
	if at := strings.IndexByte("nrtfea0", c); at >= 0 {
		return setOf("\n\r\t\f\x1b\a\x00"[at : at+1])
	}
	return p.literal(c)
}

// hex reads the digits of \x0a or \x{0a}.
func (p *regexParser) hex() charSet {
	rest := strings.TrimPrefix(p.src[p.pos:], "{")
	braced := len(p.src)-p.pos-len(rest) == 1
	n, used := 0, 0
	for used < len(rest) && used < 2 {
		d := strings.IndexByte("0123456789abcdef", rest[used]|0x20)
		if d < 0 || rest[used] < '0' {
			break
		}
		n, used = n*16+d, used+1
	}
	p.pos += used
	if braced {
		p.pos += 2
		p.bad = p.bad || used >= len(rest) || rest[used] != '}'
	}
	p.pos = min(p.pos, len(p.src))
	return setOf(string([]byte{byte(n)}))
}

// class reads what follows "[".
func (p *regexParser) class() (s charSet) {
	negated := p.more() && p.src[p.pos] == '^'
	if negated {
		p.pos++
	}
	for first := true; ; first = false {
		if !p.more() {
			p.bad = true
			return s
		}
		if p.src[p.pos] == ']' && !first {
			p.pos++
			break
		}
		s = s.union(p.classItem())
	}
	if negated {
		return s.not()
	}
	return s
}

// classItem reads a byte, a range, an escape or [:name:].
func (p *regexParser) classItem() charSet {
	c := p.src[p.pos]
	p.pos++
	if c == '[' && p.more() && p.src[p.pos] == ':' {
		if end := strings.Index(p.src[p.pos:], ":]"); end > 0 {
			name := p.src[p.pos+1 : p.pos+end]
			p.pos += end + 2
			return posixClass(name)
		}
	}
	set := p.literal(c)
	if c == '\\' {
		if !p.more() {
			p.bad = true
			return set
		}
		c = p.src[p.pos]
		p.pos++
		set = p.escaped(c)
		if strings.IndexByte("dDwWsShHvV", c) >= 0 {
			return set
		}
		c = set.last()
	}
	if p.pos+1 < len(p.src) && p.src[p.pos] == '-' && p.src[p.pos+1] != ']' {
		return p.classRange(c)
	}
	return set
}

// last gives the highest byte of the set, or 0.
func (s charSet) last() byte {
	for b := 255; b > 0; b-- {
		if s.has(byte(b)) {
			return byte(b)
		}
	}
	return 0
}

func (p *regexParser) classRange(from byte) (s charSet) {
	p.pos++
	to := p.src[p.pos]
	p.pos++
	if to == '\\' && p.more() {
		c := p.src[p.pos]
		p.pos++
		to = p.escaped(c).last()
	}
	s.addRange(from, to)
	if p.fold {
		for c := byte('a'); c <= 'z'; c++ {
			if s.has(c) || s.has(c-32) {
				s.add(c)
				s.add(c - 32)
			}
		}
	}
	return s
}

func posixClass(name string) charSet {
	letters := wordChars[:52]
	switch name {
	case "alpha":
		return setOf(letters)
	case "digit":
		return setOf("0123456789")
	case "alnum":
		return setOf(letters + "0123456789")
	case "word":
		return setOf(wordChars)
	case "lower":
		return setOf(letters[:26])
	case "upper":
		return setOf(letters[26:])
	case "xdigit":
		return setOf("0123456789abcdefABCDEF")
	case "space":
		return setOf(" \t\n\v\f\r")
	case "blank":
		return setOf(" \t")
	}
	return charSet{}.not()
}
