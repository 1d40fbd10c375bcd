package python

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"preflight/rules/audit"
)

// Limits that keep any input cheap. Brackets and indents are CPython's own.
const (
	maxText     = 2 << 20 // bytes of a file
	maxBrackets = 200     // open at once
	maxIndents  = 100     // blocks inside blocks
	maxDepth    = 1000    // of one statement's tree
	maxElifs    = 300     // in one if statement
	maxLowered  = 1 << 17 // bytes of one lowered expression, displays aside
	maxDigits   = 4300    // of a whole number
	maxFStrings = 8       // f-strings inside f-strings
	maxProblems = 1000    // told of one file
)

// frame is an open bracket or f-string.
type frame struct {
	kind   byte // ( [ { or f (an f-string), r (its replacement field), s (a field's format)
	tok    int32
	quote  byte // of the f-string
	triple bool
	raw    bool
}

// lexer cuts a text into tokens and logical lines.
type lexer struct {
	file     *audit.File
	text     string
	pos      int
	toks     []token
	lines    []line
	comments []audit.Span
	problems []audit.Problem

	frames    []frame
	lambdas   []int32 // lambda tokens whose colon is to come
	depths    []int   // number of frames around each of them
	cur       line
	second    int  // where the second physical line of cur starts; 0 if none
	candidate int  // the first line inside open brackets that looks like a statement
	budget    int  // bytes that may still be read twice after unclosed brackets
	foreign   bool // a foreign space was told of
	flat      bool // the budget is spent: brackets end with their line
}

func newLexer(file *audit.File) *lexer {
	return &lexer{
		file: file, text: file.Text, toks: make([]token, 1, len(file.Text)/4+16),
		budget: 4*len(file.Text) + 1<<16,
	}
}

// run reads the whole text.
func (l *lexer) run() {
	if strings.HasPrefix(l.text, "\ufeff") {
		l.pos = len("\ufeff")
	}
	for l.lineStart() {
		l.logicalLine()
	}
}

// lineStart moves over blank lines and comments to the first token of a line
// and notes its indentation; it reports false at the end of the text.
func (l *lexer) lineStart() bool {
	column := 0
	for l.pos < len(l.text) {
		switch c := l.text[l.pos]; {
		case c == ' ':
			column++
			l.pos++
		case c == '\t':
			column = (column/8 + 1) * 8
			l.pos++
		case c == '\f':
			column = 0
			l.pos++
		case c == '\n' || c == '\r':
			column = 0
			l.newline()
		case c == '#':
			l.comment()
		case c == '\\' && l.continued():
		case c >= utf8.RuneSelf && l.foreignBlank():
			column++
		default:
			l.cur = line{first: int32(len(l.toks)), start: int32(l.pos), indent: column}
			l.second, l.candidate = 0, 0
			return true
		}
	}
	return false
}

// foreignBlank moves over a blank that is not Python's, such as the no-break
// space that web pages and word processors put into code. It counts as a
// blank; the first one is told of.
func (l *lexer) foreignBlank() bool {
	r, size := utf8.DecodeRuneInString(l.text[l.pos:])
	if !unicode.Is(unicode.Zs, r) && r != '\u200b' && r != '\ufeff' {
		return false
	}
	if !l.foreign {
		l.foreign = true
		l.problems = append(l.problems, audit.Problem{
			Span: l.file.Span(l.pos, l.pos+size), Message: "this is a no-break or other foreign space; Python refuses it",
		})
	}
	l.pos += size
	return true
}

// newline moves over one line end.
func (l *lexer) newline() {
	if strings.HasPrefix(l.text[l.pos:], "\r\n") {
		l.pos++
	}
	l.pos++
}

// continued moves over a backslash and the line end after it, if there is one.
func (l *lexer) continued() bool {
	if l.pos+1 < len(l.text) && (l.text[l.pos+1] == '\n' || l.text[l.pos+1] == '\r') {
		l.pos++
		l.newline()
		return true
	}
	return false
}

// lineEnd gives the offset of the next line end from at on.
func (l *lexer) lineEnd(at int) int {
	if n := strings.IndexAny(l.text[at:], "\r\n"); n >= 0 {
		return at + n
	}
	return len(l.text)
}

func (l *lexer) comment() {
	end := l.lineEnd(l.pos)
	l.comments = append(l.comments, l.file.Span(l.pos, end))
	l.pos = end
}

// fault notes the first problem of a logical line and marks it as bad.
func (l *lexer) fault(start, end int, message string) {
	if l.cur.bad {
		return
	}
	l.cur.bad = true
	l.problems = append(l.problems, audit.Problem{Span: l.file.Span(start, end), Message: message})
}

// logicalLine reads up to the line end that ends the statement.
func (l *lexer) logicalLine() {
	for {
		if l.pos >= len(l.text) {
			if len(l.frames) > 0 && l.unclosed() {
				return
			}
			break
		}
		if f := l.top(); f.kind == 'f' || f.kind == 's' {
			l.middle(f)
			continue
		}
		c := l.text[l.pos]
		switch {
		case c == ' ' || c == '\t' || c == '\f':
			l.pos++
		case c == '#':
			l.comment()
		case c == '\n' || c == '\r':
			if l.endOfPhysicalLine() {
				return
			}
		case c == '\\' && l.continued():
		case c >= utf8.RuneSelf && l.foreignBlank():
		default:
			l.token(c)
		}
	}
	l.endLine(l.pos)
}

// top gives the innermost open frame; its kind is 0 if nothing is open.
func (l *lexer) top() frame {
	if len(l.frames) == 0 {
		return frame{}
	}
	return l.frames[len(l.frames)-1]
}

// endLine closes the logical line, whose text was read up to end.
func (l *lexer) endLine(end int) {
	l.cur.last = int32(len(l.toks))
	l.cur.end = int32(int(l.cur.start) + len(strings.TrimRight(l.text[l.cur.start:end], " \t\f\r\n")))
	if n := l.cur.last - 1; !l.cur.bad && n >= l.cur.first {
		l.cur.end = l.toks[n].end
	}
	l.lines = append(l.lines, l.cur)
	l.toks = append(l.toks, token{start: l.cur.end, end: l.cur.end})
	l.frames, l.lambdas, l.depths = l.frames[:0], l.lambdas[:0], l.depths[:0]
}

// endOfPhysicalLine moves over a line end. It ends the logical line too, and
// reports so, if nothing is open or what is open will never be closed.
func (l *lexer) endOfPhysicalLine() bool {
	l.newline()
	if l.second == 0 {
		l.second = l.pos
	}
	switch {
	case len(l.frames) == 0:
		l.endLine(l.pos)
	case l.flat || l.cur.bad && l.inShortString():
		l.faultUnclosed()
		l.endLine(l.pos)
	case l.neverClosed():
		l.faultUnclosed()
		if l.candidate > 0 {
			l.restart(l.candidate)
		} else {
			l.endLine(l.pos)
		}
	default:
		return false
	}
	return true
}

// inShortString reports whether an f-string in single quotes is open.
func (l *lexer) inShortString() bool {
	for _, f := range l.frames {
		if f.kind == 'f' && !f.triple {
			return true
		}
	}
	return false
}

// add appends a token that ends at end and moves there.
func (l *lexer) add(k kind, end int) {
	l.toks = append(l.toks, token{kind: k, start: int32(l.pos), end: int32(end)})
	l.pos = end
}

// token reads one token that starts with c, outside the text of an f-string.
func (l *lexer) token(c byte) {
	switch {
	case c == '"' || c == '\'':
		l.str(l.pos)
	case c >= '0' && c <= '9' || c == '.' && l.digitAt(l.pos+1):
		l.add(kNumber, numberEnd(l.text, l.pos))
	case c < utf8.RuneSelf && !isWord(c):
		l.operator(c)
	default:
		l.word()
	}
}

func (l *lexer) digitAt(at int) bool {
	return at < len(l.text) && l.text[at] >= '0' && l.text[at] <= '9'
}

// word reads a name, a keyword or the prefix of a string.
func (l *lexer) word() {
	end := wordEnd(l.text, l.pos)
	if end == l.pos {
		l.strange()
		return
	}
	text := l.text[l.pos:end]
	if end < len(l.text) && (l.text[end] == '"' || l.text[end] == '\'') && isPrefix(text) {
		l.str(end)
		return
	}
	k := kName
	if len(text) <= len("continue") {
		if key := keywords[text]; key != 0 {
			k = key
		}
	}
	if k == kLambda {
		l.lambdas = append(l.lambdas, int32(len(l.toks)))
		l.depths = append(l.depths, len(l.frames))
	}
	l.add(k, end)
}

// strange moves over a run of characters that Python has no use for.
func (l *lexer) strange() {
	start := l.pos
	for l.pos < len(l.text) {
		r, size := utf8.DecodeRuneInString(l.text[l.pos:])
		if l.pos > start && (r < utf8.RuneSelf && r > ' ' && r != '$' && r != '?' && r != '\\' && r != '`' || r == '\n' || r == '\r' || isWordRune(r)) {
			break
		}
		l.pos += size
	}
	_, size := utf8.DecodeRuneInString(l.text[start:])
	l.fault(start, start+size, "this character means nothing here")
}

func isWord(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= '0' && c <= '9'
}

func isWordRune(r rune) bool {
	return r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsMark(r) ||
		unicode.In(r, unicode.Nl, unicode.Nd, unicode.Pc, unicode.Other_ID_Start, unicode.Other_ID_Continue))
}

// wordEnd gives the end of the name that starts at at.
func wordEnd(text string, at int) int {
	for at < len(text) {
		if isWord(text[at]) {
			at++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[at:])
		if r == utf8.RuneError || !isWordRune(r) {
			break
		}
		at += size
	}
	return at
}

// threeBytes and twoBytes are the operators longer than a byte.
var (
	threeBytes = map[string]kind{"...": kEllipsis, "**=": kAugmented, "//=": kAugmented, "<<=": kAugmented, ">>=": kAugmented}
	twoBytes   = map[string]kind{
		"->": kArrow, ":=": kWalrus, "**": kPower, "//": kFloorDiv, "<<": kShiftLeft, ">>": kShiftRight,
		"==": kEqual, "!=": kNotEqual, "<>": kNotEqual, "<=": kLessEqual, ">=": kMoreEqual,
		"+=": kAugmented, "-=": kAugmented, "*=": kAugmented, "/=": kAugmented, "%=": kAugmented, "&=": kAugmented,
		"|=": kAugmented, "^=": kAugmented, "@=": kAugmented,
	}
)

// operator reads an operator or bracket.
func (l *lexer) operator(c byte) {
	if l.top().kind == 'r' && l.fieldPart(c) {
		return
	}
	switch c {
	case '(', '[', '{':
		l.open(frame{kind: c}, kind(c), l.pos+1)
		return
	case ')', ']', '}':
		l.close(c)
		return
	}
	rest := l.text[l.pos:]
	if len(rest) >= 3 && strings.IndexByte(".*/<>", c) >= 0 {
		if k := threeBytes[rest[:3]]; k != 0 {
			l.add(k, l.pos+3)
			return
		}
	}
	if len(rest) >= 2 && rest[1] >= '*' && rest[1] <= '>' {
		if k := twoBytes[rest[:2]]; k != 0 {
			l.add(k, l.pos+2)
			return
		}
	}
	l.oneByte(c)
}

func (l *lexer) oneByte(c byte) {
	if strings.IndexByte("+-*/%@&|^~<>=.,:;", c) < 0 {
		l.strange()
		return
	}
	if n := len(l.lambdas); c == ':' && n > 0 && l.depths[n-1] == len(l.frames) {
		lambda := l.lambdas[n-1]
		l.lambdas, l.depths = l.lambdas[:n-1], l.depths[:n-1]
		l.toks[lambda].mate = int32(len(l.toks))
		l.add(':', l.pos+1)
		l.toks[len(l.toks)-1].mate = lambda
		return
	}
	l.add(kind(c), l.pos+1)
}
