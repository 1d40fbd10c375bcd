// Package yaml reads the part of YAML that people write configuration in: block
// and flow lists and mappings, every kind of scalar, anchors, aliases and merge
// keys. What it does not surely understand becomes a node of kind Unseen.
package yaml

import (
	"strconv"
	"strings"

	"preflight/rules/audit"
)

// Kind says what a node is. The zero Kind is Unseen: nothing is claimed of it.
type Kind uint8

// The kinds of node.
const (
	Unseen Kind = iota
	Null
	Scalar
	Sequence
	Mapping
)

// Node is a value of the document.
type Node struct {
	Kind   Kind
	Text   string     // of a Scalar, without quotes and escapes, lines joined as YAML has it
	Quoted bool       // Scalar: in quotes or a block of text, so it is a text for sure
	Span   audit.Span // as it stands
	Items  []*Node    // of a Sequence
	Pairs  []Pair     // of a Mapping, in their order
}

// Pair is an entry of a mapping.
type Pair struct {
	Key   string
	At    audit.Span // of the key
	Value *Node
}

// Document is the first document of a file.
type Document struct {
	Root     *Node
	Comments []audit.Span
	Problems []audit.Problem
}

// maxDepth is how deep nodes may lie in each other.
const maxDepth = 64

// Get gives the value under a key of a mapping, looking into merged mappings;
// nil where there is none, and a node of kind Unseen where nobody can tell.
func (n *Node) Get(key string) *Node {
	left := maxMerged
	return n.get(key, &left)
}

// maxMerged is how many mappings are looked into for one key.
const maxMerged = 1000

func (n *Node) get(key string, left *int) *Node {
	if n == nil || n.Kind == Null {
		return nil
	}
	if *left--; n.Kind != Mapping || *left < 0 {
		return &Node{Span: n.Span}
	}
	for i := len(n.Pairs) - 1; i >= 0; i-- {
		if n.Pairs[i].Key == key {
			return n.Pairs[i].Value
		}
	}
	for _, p := range n.Pairs {
		if p.Key != "<<" {
			continue
		}
		from := []*Node{p.Value}
		if p.Value.Kind == Sequence {
			from = p.Value.Items
		}
		for _, m := range from {
			if v := m.get(key, left); v != nil {
				return v
			}
		}
	}
	return nil
}

// line is a line that is neither blank nor a comment.
type line struct {
	indent     int // of the first character that counts
	start, end int // from that character to the end, blanks at the end left out
}

type reader struct {
	file    *audit.File
	text    string
	lines   []line
	at      int
	depth   int
	out     *Document
	anchors map[string]*Node
}

// Parse reads the first document of the file.
func Parse(file *audit.File) *Document {
	r := &reader{file: file, text: file.Text, out: &Document{}, anchors: map[string]*Node{}}
	r.cut()
	r.out.Root = r.block(0)
	if r.at < len(r.lines) {
		r.problem("this line belongs to nothing before it")
		r.at = len(r.lines)
	}
	return r.out
}

// cut finds the lines of the first document.
func (r *reader) cut() {
	for n := range r.file.Lines() {
		span := r.file.Line(n + 1)
		text := span.Text()
		if n == 0 {
			text = strings.TrimPrefix(text, "\ufeff")
			span.Start = span.End - len(text)
		}
		bare := strings.TrimLeft(text, " ")
		switch {
		case strings.TrimSpace(bare) == "":
		case bare[0] == '#':
			r.out.Comments = append(r.out.Comments, r.file.Span(span.End-len(bare), span.End))
		case strings.HasPrefix(text, "---") && len(r.lines) == 0, text[0] == '%' && len(r.lines) == 0:
		case text == "---" || strings.HasPrefix(text, "--- ") || text == "...":
			return
		default:
			start := span.End - len(bare)
			r.lines = append(r.lines, line{start - span.Start, start, start + len(strings.TrimRight(bare, " \t"))})
		}
	}
}

func (r *reader) problem(message string) {
	l := r.lines[r.at]
	r.out.Problems = append(r.out.Problems, audit.Problem{Span: r.file.Span(l.start, l.end), Message: message})
}

func (r *reader) current() (line, bool) {
	if r.at == len(r.lines) {
		return line{}, false
	}
	return r.lines[r.at], true
}

// here is the text of a line from its first character that counts.
func (r *reader) here(l line) string { return r.text[l.start:l.end] }

// block reads the node that starts on this line, if it lies deep enough.
func (r *reader) block(least int) *Node {
	l, ok := r.current()
	if !ok || l.indent < least {
		return &Node{Kind: Null}
	}
	if r.depth++; r.depth > maxDepth {
		r.depth--
		return r.skip(least)
	}
	defer func() { r.depth-- }()
	switch {
	case isItem(r.here(l)):
		return r.sequence(l.indent)
	case r.keyEnd(l) >= 0:
		return r.mapping(l.indent)
	}
	return r.value(l.start, l.indent-1)
}

// skip gives up on the lines that lie deep enough.
func (r *reader) skip(least int) *Node {
	first := r.lines[r.at]
	last := first
	for ; r.at < len(r.lines) && r.lines[r.at].indent >= least; r.at++ {
		last = r.lines[r.at]
	}
	return &Node{Span: r.file.Span(first.start, last.end)}
}

func isItem(text string) bool { return text == "-" || strings.HasPrefix(text, "- ") }

// sequence reads the items at an indentation.
func (r *reader) sequence(indent int) *Node {
	n := &Node{Kind: Sequence, Span: r.file.Span(r.lines[r.at].start, r.lines[r.at].end)}
	for r.at < len(r.lines) {
		l := r.lines[r.at]
		if l.indent > indent {
			r.problem("this line is no item of the list before it")
			r.at++
			continue
		}
		if l.indent < indent || !isItem(r.here(l)) {
			break
		}
		n.Items = append(n.Items, r.item(l))
		n.Span.End = r.lines[r.at-1].end
	}
	return n
}

// item reads what stands behind a dash, which may be a mapping of its own.
func (r *reader) item(l line) *Node {
	rest := strings.TrimLeft(r.here(l)[1:], " ")
	if rest == "" || rest[0] == '#' {
		r.at++
		return r.block(l.indent + 1)
	}
	start := l.end - len(rest)
	inner := line{l.indent + start - l.start, start, l.end}
	r.lines[r.at] = inner
	if isItem(rest) || r.keyEnd(inner) >= 0 {
		return r.block(l.indent + 1)
	}
	return r.value(start, l.indent)
}

// keyEnd is the offset of the colon behind the key of a line, or -1.
func (r *reader) keyEnd(l line) int {
	text := r.here(l)
	n := 0
	switch text[0] {
	case '"', '\'':
		if n = quoteEnd(text, 0); n < 0 {
			return -1
		}
	case '[', '{', '|', '>', '&', '*', '!', '@', '`', '%', '#', ',':
		return -1
	}
	for ; n < len(text); n++ {
		switch {
		case text[n] == ':' && (n+1 == len(text) || text[n+1] == ' ' || text[n+1] == '\t'):
			return l.start + n
		case text[n] == '#' && n > 0 && text[n-1] == ' ':
			return -1
		}
	}
	return -1
}

// quoteEnd is the offset behind the quoted text that starts at n, or -1.
func quoteEnd(text string, n int) int {
	quote := text[n]
	for i := n + 1; i < len(text); i++ {
		switch {
		case text[i] == '\\' && quote == '"':
			i++
		case text[i] == quote && quote == '\'' && i+1 < len(text) && text[i+1] == '\'':
			i++
		case text[i] == quote:
			return i + 1
		}
	}
	return -1
}

// mapping reads the entries at an indentation.
func (r *reader) mapping(indent int) *Node {
	n := &Node{Kind: Mapping, Span: r.file.Span(r.lines[r.at].start, r.lines[r.at].end)}
	for r.at < len(r.lines) {
		l := r.lines[r.at]
		if l.indent < indent || l.indent == indent && isItem(r.here(l)) {
			break
		}
		colon := r.keyEnd(l)
		if colon < 0 || l.indent > indent {
			r.problem("this line is no entry of the mapping before it")
			r.at++
			continue
		}
		at := r.file.Span(l.start, colon)
		p := Pair{Key: unquote(strings.TrimSpace(at.Text())), At: at}
		p.Value = r.entry(l, colon+1)
		n.Pairs = append(n.Pairs, p)
		n.Span.End = max(n.Span.End, r.lines[r.at-1].end)
	}
	return n
}

// entry reads the value behind a colon.
func (r *reader) entry(l line, from int) *Node {
	for from < l.end && (r.text[from] == ' ' || r.text[from] == '\t') {
		from++
	}
	if from < l.end && r.text[from] != '#' {
		return r.value(from, l.indent)
	}
	r.comment(from, l.end)
	r.at++
	if next, ok := r.current(); ok && next.indent == l.indent && isItem(r.here(next)) {
		return r.block(l.indent) // a list may stand as deep as its key
	}
	return r.block(l.indent + 1)
}

func (r *reader) comment(from, end int) {
	if from < end && r.text[from] == '#' {
		r.out.Comments = append(r.out.Comments, r.file.Span(from, end))
	}
}

// value reads a value that starts at an offset of this line; what goes on lies
// deeper than the indentation. The lines of the value are taken.
func (r *reader) value(from, indent int) *Node {
	l := r.lines[r.at]
	switch c := r.text[from]; c {
	case '&':
		return r.anchored(from, indent)
	case '*':
		name := strings.TrimSpace(r.plain(from, l.end).Text())
		r.at++
		if n := r.anchors[name[1:]]; n != nil {
			return n
		}
		return &Node{Span: r.file.Span(from, l.end)}
	case '!', '@', '`', '%':
		r.at++
		r.drop(indent)
		return &Node{Span: r.file.Span(from, l.end)}
	case '|', '>':
		return r.textBlock(from, indent, c == '>')
	case '"', '\'':
		return r.quoted(from, indent)
	case '[', '{':
		return r.flow(from, indent)
	}
	return r.plainLines(from, indent)
}

// drop passes over the lines that belong to a value which is not read.
func (r *reader) drop(indent int) {
	for r.at < len(r.lines) && r.lines[r.at].indent > indent {
		r.at++
	}
}

// anchored reads the node behind an anchor and remembers it.
func (r *reader) anchored(from, indent int) *Node {
	l := r.lines[r.at]
	name, rest, _ := strings.Cut(r.text[from+1:l.end], " ")
	rest = strings.TrimLeft(rest, " ")
	var n *Node
	switch {
	case rest == "" || rest[0] == '#':
		r.at++
		least := indent + 1
		if next, ok := r.current(); ok && next.indent == indent && isItem(r.here(next)) {
			least = indent
		}
		n = r.block(least)
	case rest[0] == '&':
		r.at++
		r.drop(indent)
		n = &Node{Span: r.file.Span(from, l.end)}
	default:
		n = r.value(l.end-len(rest), indent)
	}
	r.anchors[name] = n
	return n
}

// plain is the part of a line before a comment.
func (r *reader) plain(from, end int) audit.Span {
	stop := end
	if n := strings.Index(r.text[from:end], " #"); n >= 0 {
		stop = from + n
		r.comment(stop+1, end)
	}
	return r.file.Span(from, from+len(strings.TrimRight(r.text[from:stop], " \t")))
}

// plainLines reads a text without quotes, which may go on over deeper lines.
func (r *reader) plainLines(from, indent int) *Node {
	span := r.plain(from, r.lines[r.at].end)
	parts := []string{span.Text()}
	commented := span.End < r.lines[r.at].end
	for r.at++; !commented && r.at < len(r.lines) && r.lines[r.at].indent > indent; r.at++ {
		l := r.lines[r.at]
		next := r.plain(l.start, l.end)
		commented = next.End < l.end
		parts = append(parts, next.Text())
		span.End = next.End
	}
	n := &Node{Kind: Scalar, Text: strings.Join(parts, " "), Span: span}
	if n.Text == "~" || n.Text == "null" {
		n.Kind = Null
	}
	return n
}

// textBlock reads the lines behind "|" or ">".
func (r *reader) textBlock(from, indent int, folded bool) *Node {
	first := r.file.Position(from).Line + 1
	r.at++
	var b strings.Builder
	span := r.file.Span(from, from)
	deep, last, indented := -1, first-1, false
	for n := first; n <= len(r.file.Lines()); n++ {
		row := r.file.Line(n)
		text := row.Text()
		bare := strings.TrimLeft(text, " ")
		if bare != "" && len(text)-len(bare) <= indent {
			break
		}
		if bare == "" {
			continue
		}
		if deep < 0 {
			deep = len(text) - len(bare)
			span = r.file.Span(row.End-len(bare), row.End)
		}
		line := text[min(deep, len(text)-len(bare)):]
		if b.Len() > 0 {
			b.WriteString(separator(folded && line[0] != ' ' && !indented, n-last-1))
		}
		b.WriteString(line)
		span.End, last, indented = row.End, n, line[0] == ' '
	}
	for r.at < len(r.lines) && r.lines[r.at].start < span.End {
		r.at++
	}
	return &Node{Kind: Scalar, Quoted: true, Text: b.String(), Span: span}
}

// separator is what stands between two lines of a text with blank lines between
// them: where lines are folded, a blank for a line end, and nothing more for the
// first of several.
func separator(folded bool, blank int) string {
	switch {
	case folded && blank == 0:
		return " "
	case folded:
		return strings.Repeat("\n", blank)
	}
	return strings.Repeat("\n", blank+1)
}

// quoted reads a text in quotes, which may go on over further lines.
func (r *reader) quoted(from, indent int) *Node {
	end := quoteEnd(r.text, from)
	if end < 0 {
		r.problem("the quote is not closed")
		r.at++
		r.drop(indent)
		return &Node{Span: r.file.Span(from, from+1)}
	}
	r.after(end)
	return &Node{Kind: Scalar, Quoted: true, Text: unquote(r.text[from:end]), Span: r.file.Span(from, end)}
}

// after goes on behind a value that ended at an offset.
func (r *reader) after(end int) {
	for r.at < len(r.lines) && r.lines[r.at].end < end {
		r.at++
	}
	if r.at == len(r.lines) {
		return
	}
	l := r.lines[r.at]
	rest := strings.TrimLeft(r.text[end:max(end, l.end)], " \t")
	switch {
	case strings.HasPrefix(rest, "#"):
		r.comment(l.end-len(rest), l.end)
	case rest != "":
		r.problem("text follows a value that has ended")
	}
	r.at++
}

// unquote gives the meaning of a scalar as it stands in one place.
func unquote(raw string) string {
	if len(raw) < 2 || raw[0] != raw[len(raw)-1] {
		return raw
	}
	switch raw[0] {
	case '\'':
		return strings.ReplaceAll(fold(raw[1:len(raw)-1]), "''", "'")
	case '"':
		return escapes(fold(raw[1 : len(raw)-1]))
	}
	return raw
}

// fold joins the lines of a quoted text. A backslash at the end of a line joins
// it with the next without a blank.
func fold(text string) string {
	if !strings.Contains(text, "\n") {
		return text
	}
	var b strings.Builder
	blank, joined := 0, true
	for l := range strings.Lines(text) {
		whole := strings.HasSuffix(l, "\n")
		l = strings.TrimRight(l, "\r\n")
		if b.Len() > 0 {
			l = strings.TrimLeft(l, " \t")
		}
		if whole {
			l = strings.TrimRight(l, " \t")
		}
		if l == "" && whole && b.Len() > 0 {
			blank++
			continue
		}
		if !joined {
			b.WriteString(separator(true, blank))
		}
		blank, joined = 0, whole && strings.HasSuffix(l, `\`) && !strings.HasSuffix(l, `\\`)
		if joined {
			l = strings.TrimSuffix(l, `\`)
		}
		b.WriteString(l)
	}
	return b.String()
}

// escapes replaces the backslashes of a text in double quotes.
func escapes(text string) string {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		if text[i] != '\\' || i+1 == len(text) {
			b.WriteByte(text[i])
			continue
		}
		i++
		switch c := text[i]; c {
		case 'n':
			b.WriteByte('\n')
		case 't':
			b.WriteByte('\t')
		case 'r':
			b.WriteByte('\r')
		case 'x', 'u', 'U':
			i += hex(&b, text[i:])
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// hex writes the character of \x41, A or \U00000041 and gives how many
// digits it took.
func hex(b *strings.Builder, text string) int {
	digits := map[byte]int{'x': 2, 'u': 4, 'U': 8}[text[0]]
	if len(text) > digits {
		if code, err := strconv.ParseUint(text[1:1+digits], 16, 32); err == nil {
			b.WriteRune(rune(code))
			return digits
		}
	}
	b.WriteByte(text[0])
	return 0
}
