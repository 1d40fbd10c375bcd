package python

import "strings"

// isPrefix reports whether a word before a quote belongs to the string.
func isPrefix(word string) bool {
	switch strings.ToLower(word) {
	case "r", "u", "b", "f", "t", "br", "rb", "fr", "rf", "tr", "rt", "ur":
		return true
	}
	return false
}

// str reads a string whose opening quote is at quote and whose prefix starts
// at the lexer's place.
func (l *lexer) str(quote int) {
	c := l.text[quote]
	triple := strings.HasPrefix(l.text[quote:], strings.Repeat(string(c), 3))
	body := quote + 1
	if triple {
		body = quote + 3
	}
	prefix := strings.ToLower(l.text[l.pos:quote])
	if strings.ContainsAny(prefix, "ft") {
		l.openFString(frame{kind: 'f', quote: c, triple: triple, raw: strings.Contains(prefix, "r")}, body)
		return
	}
	end, ok := stringEnd(l.text, body, c, triple)
	switch {
	case ok:
		l.add(kString, end)
	case triple:
		l.openEnded(l.pos, body)
	default:
		l.fault(l.pos, end, "this string is never closed")
		l.pos = end
	}
}

// stringEnd gives the end of a string after its closing quote, or the place
// where it must end without one.
func stringEnd(text string, at int, quote byte, triple bool) (end int, ok bool) {
	for at < len(text) {
		switch c := text[at]; {
		case c == '\\':
			at++
			if strings.HasPrefix(text[at:], "\r\n") {
				at++
			}
			at++
		case c == quote && !triple:
			return at + 1, true
		case c == quote && at+2 < len(text) && text[at+1] == quote && text[at+2] == quote:
			return at + 3, true
		case (c == '\n' || c == '\r') && !triple:
			return at, false
		default:
			at++
		}
	}
	return len(text), false
}

// openEnded gives up a triple-quoted string without an end and goes on with
// the line after its first one.
func (l *lexer) openEnded(start, body int) {
	l.fault(start, body, "this string is never closed")
	l.frames = l.frames[:0]
	l.rewind(l.lineEnd(start))
	if l.flat {
		l.pos = len(l.text)
	}
}

// openFString begins an f-string, whose body starts at body.
func (l *lexer) openFString(f frame, body int) {
	nested := 0
	for _, g := range l.frames {
		if g.kind == 'f' {
			nested++
		}
	}
	if nested >= maxFStrings {
		l.fault(l.pos, body, "f-strings are nested too deeply")
		l.dropLine()
		return
	}
	l.open(f, kFStart, body)
}

// middle reads the text of an f-string, or of a format, up to the next field
// or the end.
func (l *lexer) middle(f frame) {
	at := l.pos
	for at < len(l.text) {
		c := l.text[at]
		switch {
		case c == f.quote && (!f.triple || strings.HasPrefix(l.text[at:], strings.Repeat(string(c), 3))):
			l.endFString(f, at)
			return
		case (c == '\n' || c == '\r') && !f.triple:
			l.brokenFString(at)
			return
		case c == '\\':
			at = escapeEnd(l.text, at, f.raw)
		case c == '{' || c == '}':
			if f.kind == 'f' && at+1 < len(l.text) && l.text[at+1] == c {
				at += 2
				continue
			}
			l.flushMiddle(at)
			l.brace(c, f)
			return
		default:
			at++
		}
	}
	l.unclosedFString()
}

// escapeEnd gives the place after the backslash at at and what it protects.
func escapeEnd(text string, at int, raw bool) int {
	at++
	if at >= len(text) || text[at] == '{' || text[at] == '}' {
		return at
	}
	if !raw && strings.HasPrefix(text[at:], "N{") {
		if n := strings.IndexAny(text[at:], "}\"'\r\n"); n >= 0 && text[at+n] == '}' {
			return at + n + 1
		}
	}
	if strings.HasPrefix(text[at:], "\r\n") {
		return at + 2
	}
	return at + 1
}

func (l *lexer) flushMiddle(end int) {
	if end > l.pos {
		l.add(kFMiddle, end)
	}
}

// brace reads a brace in the text of an f-string or in a format.
func (l *lexer) brace(c byte, f frame) {
	switch {
	case c == '{':
		l.open(frame{kind: 'r', quote: f.quote, triple: f.triple, raw: f.raw}, kFieldOpen, l.pos+1)
	case f.kind == 's':
		l.frames = l.frames[:len(l.frames)-1]
		l.pop(kFieldClose, l.pos+1)
	default:
		l.fault(l.pos, l.pos+1, "a single } in an f-string")
		l.pos++
	}
}

// endFString closes the f-string at its closing quote, which is at at.
func (l *lexer) endFString(f frame, at int) {
	if f.kind == 's' {
		l.brokenFString(at)
		return
	}
	l.flushMiddle(at)
	end := at + 1
	if f.triple {
		end = at + 3
	}
	l.pop(kFEnd, end)
}

// brokenFString gives up the innermost f-string, whose text stops at at: the
// line ends in it, or the quote comes inside a field's format.
func (l *lexer) brokenFString(at int) {
	n := l.innermostFString()
	t := l.toks[l.frames[n].tok]
	l.fault(int(t.start), int(t.end), "this string is never closed")
	l.frames = l.frames[:n]
	l.pos = at
	if c := l.text[at]; c == '"' || c == '\'' {
		l.pos++
	}
}

// unclosedFString is called when the text ends inside an f-string.
func (l *lexer) unclosedFString() {
	t := l.toks[l.frames[l.innermostFString()].tok]
	l.openEnded(int(t.start), int(t.end))
}

// innermostFString gives the frame of the f-string whose text is being read.
func (l *lexer) innermostFString() int {
	n := len(l.frames) - 1
	for l.frames[n].kind != 'f' {
		n--
	}
	return n
}

// fieldPart reads what is special directly inside a replacement field and
// reports whether it did.
func (l *lexer) fieldPart(c byte) bool {
	f := l.top()
	switch {
	case c == '}':
		l.pop(kFieldClose, l.pos+1)
	case c == ':':
		l.add(kSpec, l.pos+1)
		l.frames = append(l.frames, frame{kind: 's', tok: f.tok, quote: f.quote, triple: f.triple, raw: f.raw})
	case c == '!' && !strings.HasPrefix(l.text[l.pos:], "!="):
		l.add(kBang, l.pos+1)
	default:
		return false
	}
	return true
}

// numberEnd gives the end of the numeric literal at at. It is generous: what
// is wrong with the digits is found when the number is read.
func numberEnd(text string, at int) int {
	if text[at] == '0' && at+2 < len(text) && strings.IndexByte("xXoObB", text[at+1]) >= 0 {
		return radixEnd(text, at)
	}
	at = digitsEnd(text, at)
	if at < len(text) && text[at] == '.' {
		at = digitsEnd(text, at+1)
	}
	if at < len(text) && (text[at] == 'e' || text[at] == 'E') {
		exp := at + 1
		if exp < len(text) && (text[exp] == '+' || text[exp] == '-') {
			exp++
		}
		if exp < len(text) && text[exp] >= '0' && text[exp] <= '9' {
			at = digitsEnd(text, exp)
		}
	}
	if at < len(text) && strings.IndexByte("jJlL", text[at]) >= 0 {
		at++
	}
	return at
}

func radixEnd(text string, at int) int {
	digits := "01_"
	switch text[at+1] {
	case 'x', 'X':
		digits = "0123456789abcdefABCDEF_"
	case 'o', 'O':
		digits = "01234567_"
	}
	at += 2
	for at < len(text) && strings.IndexByte(digits, text[at]) >= 0 {
		at++
	}
	if at < len(text) && (text[at] == 'l' || text[at] == 'L') {
		at++
	}
	return at
}

func digitsEnd(text string, at int) int {
	for at < len(text) && (text[at] >= '0' && text[at] <= '9' || text[at] == '_') {
		at++
	}
	return at
}
