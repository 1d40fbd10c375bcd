package nginxconf

import "strings"

// lua moves over the Lua code of a block to the brace that ends it. Braces in
// Lua's strings and comments do not count.
func (p *parser) lua(d *Directive) {
	d.Raw = true
	depth := 1
	i := p.pos
	for i < p.end {
		switch p.text[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				d.Close = i
				p.pos = i + 1
				return
			}
		case '"', '\'':
			i = p.luaString(i)
		case '-':
			i = p.luaComment(i)
		case '[':
			i = p.luaLong(i)
		}
		i++
	}
	p.pos = p.end
	p.problem(d.Open, d.Open+1, p.end, quote(d.Name.Value)+" has no closing brace")
}

// luaString gives the offset of the quote that ends the string at i, or of
// the end of the line.
func (p *parser) luaString(i int) int {
	q := p.text[i]
	for i++; i < p.end; i++ {
		switch p.text[i] {
		case '\\':
			i++
		case q:
			return i
		case '\n':
			return i
		}
	}
	return p.end
}

// luaComment gives the last byte of the comment at i, or i if there is none.
func (p *parser) luaComment(i int) int {
	if !strings.HasPrefix(p.text[i:p.end], "--") {
		return i
	}
	if i+2 < p.end && p.text[i+2] == '[' {
		if end := p.luaLong(i + 2); p.text[min(end, p.end-1)] == ']' && end > i+2 {
			return end
		}
	}
	return p.lineEnd(i)
}

// luaLong gives the last byte of the long bracket [==[ … ]==] at i, or the
// last byte of what only looks like the start of one.
func (p *parser) luaLong(i int) int {
	j := i + 1
	for j < p.end && p.text[j] == '=' {
		j++
	}
	if j >= p.end || p.text[j] != '[' {
		return j - 1
	}
	closer := "]" + strings.Repeat("=", j-i-1) + "]"
	n := strings.Index(p.text[j:p.end], closer)
	if n < 0 {
		return p.end
	}
	return j + n + len(closer) - 1
}
