package python

import (
	"strings"
)

// faultUnclosed notes the innermost bracket that was opened and not closed.
func (l *lexer) faultUnclosed() {
	t := l.toks[l.top().tok]
	what := "this bracket is never closed"
	if t.kind == kFStart {
		what = "this string is never closed"
	}
	l.fault(int(t.start), int(t.end), what)
}

// neverClosed looks at the line that starts here inside brackets and reports
// whether it can only be a new statement.
func (l *lexer) neverClosed() bool {
	at, column := l.pos, 0
	for at < len(l.text) && (l.text[at] == ' ' || l.text[at] == '\t') {
		at++
		column++
	}
	end := wordEnd(l.text, at)
	if end == at {
		return false
	}
	if key := keywords[l.text[at:end]]; key != 0 {
		return key.beginsStatement() || (key == kIf || key == kFor) && l.afterComma()
	}
	rest := strings.TrimLeft(l.text[end:min(len(l.text), end+64)], " \t")
	if len(rest) < 2 || rest[0] != '=' || rest[1] == '=' {
		return false
	}
	if l.candidate == 0 && column <= l.cur.indent {
		l.candidate = l.pos
	}
	return l.cannotTakeKeyword(rest)
}

// afterComma reports whether the last token was a comma or an opening bracket.
func (l *lexer) afterComma() bool {
	switch l.toks[len(l.toks)-1].kind {
	case ',', '(', '[', '{', kFieldOpen:
		return true
	}
	return false
}

// cannotTakeKeyword reports whether "name = …" cannot stand inside the
// innermost bracket.
func (l *lexer) cannotTakeKeyword(rest string) bool {
	if n := len(l.lambdas); n > 0 && l.depths[n-1] == len(l.frames) {
		return false
	}
	switch l.top().kind {
	case '(':
		return !l.afterComma()
	case 'r':
		after := strings.TrimLeft(rest[1:], " \t")
		return after != "" && !strings.ContainsRune("}!:", rune(after[0]))
	}
	return true
}

// unclosed is called at the end of the text with brackets open. It ends the
// line where the next statement seems to start and reports true; if there is
// no such place it reports false.
func (l *lexer) unclosed() bool {
	l.faultUnclosed()
	at := l.second
	if l.candidate > 0 {
		at = l.candidate
	}
	return at > 0 && l.restart(at)
}

// restart ends the line before at and goes back there.
func (l *lexer) restart(at int) bool {
	l.rewind(at)
	for n := len(l.toks); n > int(l.cur.first) && int(l.toks[n-1].end) > at; n-- {
		l.toks = l.toks[:n-1]
	}
	l.endLine(at)
	return true
}

// rewind goes back to at, as often as the budget allows.
func (l *lexer) rewind(at int) {
	l.budget -= len(l.text) - at
	l.flat = l.flat || l.budget < 0
	for n := len(l.comments); n > 0 && l.comments[n-1].Start >= at; n-- {
		l.comments = l.comments[:n-1]
	}
	l.pos = at
}

// dropLine gives up what is open and goes to the end of the physical line.
func (l *lexer) dropLine() {
	l.pos = l.lineEnd(l.pos)
	l.frames = l.frames[:0]
}

// open pushes a frame whose token ends at end.
func (l *lexer) open(f frame, k kind, end int) {
	if len(l.frames) >= maxBrackets {
		l.fault(l.pos, l.pos+1, "more than 200 brackets are open")
		l.dropLine()
		return
	}
	f.tok = int32(len(l.toks))
	l.frames = append(l.frames, f)
	l.add(k, end)
}

var opener = map[byte]byte{')': '(', ']': '[', '}': '{'}

// close reads a closing bracket.
func (l *lexer) close(c byte) {
	if f := l.top(); f.kind == opener[c] {
		l.pop(kind(c), l.pos+1)
		return
	}
	l.fault(l.pos, l.pos+1, "this bracket closes nothing")
	for n := len(l.frames) - 1; n >= 0; n-- {
		switch l.frames[n].kind {
		case opener[c]:
			l.frames = l.frames[:n]
			n = 0
		case 'f', 'r', 's':
			n = 0
		}
	}
	l.pos++
}

// pop closes the innermost frame with a token that ends at end.
func (l *lexer) pop(k kind, end int) {
	open := l.top().tok
	l.frames = l.frames[:len(l.frames)-1]
	for n := len(l.lambdas); n > 0 && l.depths[n-1] > len(l.frames); n-- {
		l.lambdas, l.depths = l.lambdas[:n-1], l.depths[:n-1]
	}
	l.toks[open].mate = int32(len(l.toks))
	l.add(k, end)
	l.toks[len(l.toks)-1].mate = open
}
