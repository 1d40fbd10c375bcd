package nginxconf

import (
	"fmt"
	"strings"
)

// word reads a word; the parser stands on its first byte.
func (p *parser) word() Word {
	if c := p.text[p.pos]; c == '"' || c == '\'' {
		return p.quoted(c)
	}
	return p.bare()
}

// bare reads a word without quotes, by nginx's rules: a backslash keeps the
// next byte, "${" does not open a block, and "}" and "#" are special only at
// the start of a word.
func (p *parser) bare() Word {
	start := p.pos
	placeholder := false
	i := start
loop:
	for i < p.end {
		switch p.text[i] {
		case '\\':
			i += 2
		case '$':
			for i++; i < p.end && p.text[i] == '{'; {
				i++
			}
		case ' ', '\t', '\r', '\n', ';':
			break loop
		case '{', '<':
			end := p.opaque(start, i)
			if end < 0 {
				if p.text[i] == '{' {
					break loop
				}
				end = i + 1
			} else if !p.regexBrace(start, i) {
				placeholder = true
			}
			i = end
		default:
			i++
		}
	}
	p.pos = min(i, p.end)
	w := Word{Span: p.config.File.Span(start, p.pos), Template: placeholder || substituted(p.text[start:p.pos])}
	w.Value = unescape(p.text[start:p.pos])
	p.length(start, p.pos, `too long`)
	return w
}

// opaque gives the end of what belongs to the word although nginx would stop
// in it: a template placeholder, or a counted repetition of a regular
// expression such as {2,3}. It gives -1 where there is none.
func (p *parser) opaque(start, i int) int {
	if end := p.template(i); end > 0 {
		if !p.templates || p.text[i] == '{' {
			p.placeholder(i, end)
		}
		return end
	}
	if !p.regexBrace(start, i) {
		return -1
	}
	end := i + strings.IndexByte(p.text[i:p.end], '}') + 1
	p.problem(i, end, i, fmt.Sprintf("%s in a regular expression needs quotes around it", p.text[i:end]))
	return end
}

func (p *parser) placeholder(i, end int) {
	stop := -1
	if p.text[i] == '{' {
		stop = i
	}
	if !p.templates {
		p.templates = true
		p.problem(i, end, stop, "template placeholder: its value is not known")
	}
}

// regexBrace reports whether the "{" at i, glued to a word, is a repetition
// such as {2} or {2,3}.
func (p *parser) regexBrace(start, i int) bool {
	if p.text[i] != '{' || i == start {
		return false
	}
	j := i + 1
	for j < p.end && j < i+12 && (digit(p.text[j]) || p.text[j] == ',' && j > i+1) {
		j++
	}
	return j > i+1 && j < p.end && p.text[j] == '}'
}

// template gives the end of the placeholder {{ … }}, {% … %} or <% … %> that
// starts at i, or -1.
func (p *parser) template(i int) int {
	if i+1 >= p.end {
		return -1
	}
	closer := ""
	switch p.text[i : i+2] {
	case "{{":
		closer = "}}"
	case "{%", "<%":
		closer = "%" + map[byte]string{'{': "}", '<': ">"}[p.text[i]]
	default:
		return -1
	}
	for j := i + 2; j+1 < p.end && j < i+500; j++ {
		switch {
		case p.text[j:j+2] == closer:
			return j + 2
		case p.text[j] == '\n' || p.text[j] == p.text[i]:
			return -1
		}
	}
	return -1
}

// quoted reads a word in quotes.
func (p *parser) quoted(q byte) Word {
	start := p.pos
	closed := p.closing(start, q)
	next := closed + 1
	switch {
	case closed < 0:
		closed = p.resync(start, p.end)
		next = closed
		p.problem(start, start+1, p.end, fmt.Sprintf("missing closing %c", q))
	case next < p.end && !strings.ContainsRune(" \t\r\n;{)", rune(p.text[next])):
		closed, next = p.stuck(start, next, q)
	}
	p.length(start+1, closed, fmt.Sprintf("too long, probably missing a closing %c", q))
	p.pos = next
	w := Word{Span: p.config.File.Span(start, next), Quote: q}
	w.Value = unescape(p.text[min(start+1, closed):closed])
	w.Template = substituted(w.Value) || strings.Contains(w.Value, "{{") || strings.Contains(w.Value, "{%") || strings.Contains(w.Value, "<%")
	return w
}

// closing gives the offset of the quote that ends the word at start, or -1.
func (p *parser) closing(start int, q byte) int {
	for i := start + 1; i < p.end; i++ {
		switch p.text[i] {
		case '\\':
			i++
		case q:
			return i
		}
	}
	return -1
}

// stuck handles text right after a closing quote, at next. Where the quotes
// span lines, the closing quote is more likely the opening one of another
// word, and the first was never closed.
func (p *parser) stuck(start, next int, q byte) (closed, resume int) {
	if strings.IndexByte(p.text[start:next], '\n') < 0 {
		p.problem(next, next+1, next, fmt.Sprintf("unexpected %q after a closing quote", p.text[next:next+1]))
		return next - 1, next
	}
	p.problem(start, start+1, next, fmt.Sprintf("missing closing %c", q))
	closed = p.resync(start, next)
	return closed, closed
}

// resync guesses where a quote that is never closed was meant to end: before
// the terminator of the first line that has one at its end.
func (p *parser) resync(start, limit int) int {
	p.resyncs++
	if p.resyncs > maxResync {
		return limit
	}
	for from := start; from < limit; {
		end := min(p.lineEnd(from), limit)
		line := strings.TrimRight(p.text[from:end], " \t\r")
		if n := len(line) - 1; n > 0 && strings.IndexByte(";{", line[n]) >= 0 {
			return from + n
		}
		from = end + 1
	}
	return limit
}

// substituted reports whether a word holds ${NAME} in capitals, as programs
// such as envsubst replace it; nginx's own variables are written small.
func substituted(word string) bool {
	for {
		at := strings.Index(word, "${")
		if at < 0 {
			return false
		}
		word = word[at+2:]
		if word != "" && 'A' <= word[0] && word[0] <= 'Z' {
			return true
		}
	}
}

// length reports a word that does not fit into nginx's read buffer.
func (p *parser) length(start, end int, why string) {
	if end-start >= maxParam {
		p.problem(start, min(start+20, end), start, "parameter is "+why+" (nginx reads 4095 bytes)")
	}
}

// unescape resolves the escapes that nginx resolves: \" \' \\ \t \r \n.
func unescape(raw string) string {
	if strings.IndexByte(raw, '\\') < 0 {
		return raw
	}
	var out strings.Builder
	out.Grow(len(raw))
	for i := 0; i < len(raw); i++ {
		c := raw[i]
		if c == '\\' && i+1 < len(raw) {
			if to := strings.IndexByte(`"'\trn`, raw[i+1]); to >= 0 {
				i++
				c = "\"'\\\t\r\n"[to]
			}
		}
		out.WriteByte(c)
	}
	return out.String()
}
