package nginxconf

import "strings"

// statement reads words up to a terminator and says where that stands.
func (p *parser) statement() (words []Word, how terminator, at int) {
	for {
		newline := p.blanks()
		if p.pos >= p.end {
			if len(words) > 0 {
				last := words[len(words)-1].Span
				p.problem(last.Start, last.End, p.end, `missing ";" at the end of the text`)
			}
			return words, atEnd, p.end
		}
		if len(words) == 0 && p.skip() {
			continue
		}
		if how, at, ok := p.terminated(words); ok {
			return words, how, at
		}
		if newline && p.forgotten(words) {
			last := words[len(words)-1].Span
			p.problem(last.Start, last.End, -1, `missing ";" at the end of `+name(words[0].Value))
			return words, atMissing, last.End
		}
		words = append(words, p.word())
	}
}

// name gives a directive's name for a message; what cannot be one, a value
// perhaps, is not repeated.
func name(word string) string {
	for i := 0; i < len(word); i++ {
		if !letter(word[i]) && !digit(word[i]) && word[i] != '_' {
			return "a directive"
		}
	}
	if len(word) > 40 {
		return "a directive"
	}
	return word
}

// blanks moves over white space and comments, and reports whether a line ended.
func (p *parser) blanks() (newline bool) {
	for p.pos < p.end {
		switch p.text[p.pos] {
		case '\n':
			newline = true
		case ' ', '\t', '\r':
		case '#':
			p.comment()
			continue
		default:
			return newline
		}
		p.pos++
	}
	return newline
}

func (p *parser) comment() {
	start := p.pos
	p.pos = p.lineEnd(start)
	end := start + len(strings.TrimRight(p.text[start:p.pos], "\r"))
	p.config.Comments = append(p.config.Comments, p.config.File.Span(start, end))
	if end-start >= maxParam {
		p.problem(start, start+1, start, "comment is longer than nginx can read (4095 bytes)")
	}
}

// lineEnd is the offset of the next LF, or the end.
func (p *parser) lineEnd(from int) int {
	if n := strings.IndexByte(p.text[from:p.end], '\n'); n >= 0 {
		return from + n
	}
	return p.end
}

// terminated consumes the terminator at the start of a token, if there is one.
func (p *parser) terminated(words []Word) (how terminator, at int, ok bool) {
	at = p.pos
	switch p.text[at] {
	case ';':
		how = atSemi
	case '{':
		if p.template(at) > 0 {
			return 0, 0, false
		}
		how = atOpen
	case '}':
		if len(words) > 0 {
			last := words[len(words)-1].Span
			p.problem(last.Start, last.End, at, `missing ";" before "}"`)
		}
		how = atClose
	default:
		return 0, 0, false
	}
	p.pos++
	return how, at, true
}

// forgotten reports whether the word at hand starts a new directive although
// the one before was not ended: it is the name of a directive, first on its
// line, and stands as far in as the one before or follows no directive at all.
func (p *parser) forgotten(words []Word) bool {
	if len(words) == 0 || p.entries() || !letter(p.text[p.pos]) {
		return false
	}
	end := p.pos
	for end < p.end && (letter(p.text[end]) || p.text[end] == '_' || digit(p.text[end])) {
		end++
	}
	if end == p.end || !p.known(p.text[p.pos:end]) || !strings.ContainsRune(" \t\r\n;{", rune(p.text[end])) {
		return false
	}
	return !p.known(words[0].Value) || p.sameIndent(words[0].Span.Start)
}

// sameIndent reports whether the word at start and the one at hand are both
// first on their lines, after the same blanks.
func (p *parser) sameIndent(start int) bool {
	from := p.pos
	for from > p.part.Span.Start && (p.text[from-1] == ' ' || p.text[from-1] == '\t') {
		from--
	}
	other := start - (p.pos - from)
	return other >= p.part.Span.Start && p.text[other:start] == p.text[from:p.pos] &&
		(other == p.part.Span.Start || p.text[other-1] == '\n')
}

func letter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

func digit(c byte) bool { return '0' <= c && c <= '9' }
