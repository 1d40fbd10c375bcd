package unitfile

import (
	"strings"

	"preflight/rules/audit"
)

// maxLine is how long a line, joined with its continuations, may be before
// systemd refuses the file.
const maxLine = 1 << 20

// maxProblems is how many problems of one text are told.
const maxProblems = 100

const (
	blanks = " \t\n\r"
	bom    = "\uFEFF"
)

// Parse reads a text. It never fails: what systemd refuses is a problem of the
// file, and reading goes on behind it.
func Parse(src *audit.File) *File {
	r := &reader{file: &File{Source: src}, dump: isDump(src.Text)}
	r.startPart("", 0)
	for at := 0; at < len(src.Text); {
		line, next := scanLine(src.Text, at)
		r.physical(src.Span(at, line), next)
		at = next
	}
	r.finish()
	r.part().Span = src.Span(r.part().Span.Start, len(src.Text))
	return r.file
}

// scanLine gives the end of the line that starts at the offset, and the start
// of the next. LF, CR and NUL all end a line; different ones in a row are one
// line end, but nothing joins a NUL that came first.
func scanLine(text string, at int) (end, next int) {
	n := strings.IndexAny(text[at:], "\n\r\x00")
	if n < 0 {
		return len(text), len(text)
	}
	end = at + n
	for next = end; next < len(text); next++ {
		kind := strings.IndexByte("\n\r\x00", text[next])
		if kind < 0 || strings.IndexByte(text[end:next], text[next]) >= 0 || next > end && text[next-1] == 0 {
			break
		}
	}
	return end, next
}

// reader holds the state between two physical lines.
type reader struct {
	file    *File
	dump    bool // the text is what "systemctl cat" prints
	section *Section
	bomSeen bool
	pending []audit.Span // pieces of a continued line, without the backslashes
	length  int          // of the pending pieces
	next    int          // start of the line after the one in hand
}

func (r *reader) part() *Part { return r.file.Parts[len(r.file.Parts)-1] }

func (r *reader) startPart(path string, at int) {
	if n := len(r.file.Parts); n > 0 {
		last := r.file.Parts[n-1]
		if last.Path == "" && len(last.Sections) == 0 {
			r.file.Parts = r.file.Parts[:n-1]
		}
		last.Span = r.file.Source.Span(last.Span.Start, at)
	}
	r.section = nil
	r.file.Parts = append(r.file.Parts, &Part{Path: path, Span: r.file.Source.Span(at, at)})
}

// physical takes one line of the text.
func (r *reader) physical(line audit.Span, next int) {
	line = r.skipBOM(line)
	if c := trim(line); strings.HasPrefix(c.Text(), "#") || strings.HasPrefix(c.Text(), ";") {
		r.file.Comments = append(r.file.Comments, c)
		if path := dumpPath(line.Text()); r.dump && path != "" {
			r.finish()
			r.startPart(path, line.Start)
		}
		return
	}
	r.next = next
	r.length += line.End - line.Start
	if r.length > maxLine {
		r.problem(line, "longer than 1 MiB: systemd refuses the unit", true)
	}
	if continues(line.Text()) {
		line.End--
		r.pending = append(r.pending, line)
		return
	}
	r.pending = append(r.pending, line)
	r.finish()
}

// skipBOM drops a byte order mark from the first line that starts with one.
func (r *reader) skipBOM(line audit.Span) audit.Span {
	if !r.bomSeen && strings.HasPrefix(line.Text(), bom) {
		r.bomSeen = true
		line.Start += len(bom)
	}
	return line
}

// continues reports whether a backslash that no other one escapes ends the line.
func continues(line string) bool {
	return (len(line)-len(strings.TrimRight(line, `\`)))%2 == 1
}

// finish takes the logical line that is complete.
func (r *reader) finish() {
	pieces := r.pending
	r.pending, r.length = nil, 0
	if len(pieces) == 0 {
		return
	}
	l := join(pieces)
	if l.text == "" {
		return
	}
	if !validUTF8(l.text) {
		r.problem(l.span(), "not UTF-8: systemd refuses the unit", true)
	}
	if l.text[0] == '[' {
		r.head(l)
		return
	}
	r.assignment(l)
}

// head takes a section head.
func (r *reader) head(l logical) {
	place := l.span()
	name := strings.TrimSuffix(l.text[1:], "]")
	switch {
	case !strings.HasSuffix(l.text, "]"):
		r.problem(place, "section head does not end in ]: systemd refuses the unit", true)
		name, _, _ = strings.Cut(name, "]")
	case !safeName(name):
		r.problem(place, "odd characters in a section head: systemd refuses the unit", true)
	}
	if end := strings.IndexByte(place.Text(), ']'); end >= 0 {
		place.End = place.Start + end + 1
	}
	r.section = &Section{Name: name, Head: place, tail: r.next}
	r.part().Sections = append(r.part().Sections, r.section)
}

// safeName reports whether systemd takes the text between the brackets at all.
func safeName(name string) bool {
	return !strings.ContainsFunc(name, func(c rune) bool {
		return c < ' ' || c == 0x7f || strings.ContainsRune(`"'\`, c)
	})
}

// assignment takes a line that is no head.
func (r *reader) assignment(l logical) {
	eq := strings.IndexByte(l.text, '=')
	switch {
	case r.section == nil:
		r.problem(l.span(), "stands before any section: systemd ignores it", false)
		return
	case eq < 0:
		r.problem(l.span(), `no "=" in this line: systemd ignores it`, false)
		return
	case eq == 0:
		r.problem(l.span(), `no key before "=": systemd ignores it`, false)
		return
	}
	key, value := l.cut(0, eq), l.cut(eq+1, len(l.text))
	e := &Entry{
		Section: r.section, Key: key.text, Value: value.text,
		KeySpan: key.span(), Span: key.span().To(value.span()), pieces: value.pieces,
	}
	r.section.Entries = append(r.section.Entries, e)
	r.section.tail = r.next
}

func (r *reader) problem(place audit.Span, message string, fatal bool) {
	p := Problem{Span: clip(place), Message: message, Fatal: fatal}
	if fatal && r.part().Refused == nil {
		r.part().Refused = &p
	}
	switch n := len(r.file.Problems); {
	case n < maxProblems:
		r.file.Problems = append(r.file.Problems, p)
	case n == maxProblems:
		p.Message = "more lines like those before are not listed"
		r.file.Problems = append(r.file.Problems, p)
	}
}

// clip keeps a place to its first line, and that to a length one can read.
func clip(place audit.Span) audit.Span {
	text := place.Text()
	if n := strings.IndexAny(text, "\n\r\x00"); n >= 0 {
		text = text[:n]
	}
	return place.File.Span(place.Start, place.Start+min(len(text), 200))
}
