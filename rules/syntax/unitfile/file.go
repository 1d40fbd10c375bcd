// Package unitfile reads the syntax of systemd unit files: sections, keys and
// values with their places in the text. It follows config_parse() of systemd,
// which systemd.syntax(7) describes, and goes on where systemd would give up.
package unitfile

import (
	"sort"

	"preflight/rules/audit"
)

// File is what was read from one text: one unit file or drop-in, or several of
// them in a row as "systemctl cat" prints them.
type File struct {
	Source   *audit.File
	Parts    []*Part // at least one
	Comments []audit.Span
	Problems []Problem // in the order of the text
}

// Problem is a line of which systemd makes nothing, or something surprising.
type Problem struct {
	Span    audit.Span
	Message string
	Fatal   bool // systemd refuses the whole part
}

// Part is one unit file or drop-in within the text.
type Part struct {
	Path     string     // as "systemctl cat" names it; empty where the text is one file
	Span     audit.Span // the text of the part
	Sections []*Section // in order; a section that appears twice is here twice
	Refused  *Problem   // the first fatal problem, or nil
}

// Section is a head such as [Service] and the assignments below it.
type Section struct {
	Name    string
	Head    audit.Span // from "[" to "]"
	Entries []*Entry

	tail int // offset just behind the last line of the section that says something
}

// Entry is one assignment.
type Entry struct {
	Section *Section
	Key     string
	Value   string     // trimmed; a continued value is joined by blanks
	KeySpan audit.Span // the key alone
	Span    audit.Span // from the key to the end of the value

	pieces []piece
}

// piece is a stretch of the value that stands in one physical line.
type piece struct {
	at   int // offset in the value
	span audit.Span
}

// ValueSpan is the place of the value, over all its lines. It is empty, and
// stands behind the equals sign, where the value is.
func (e *Entry) ValueSpan() audit.Span {
	return e.Place(0, len(e.Value))
}

// Pieces are the parts of the value, one for each physical line that has one.
func (e *Entry) Pieces() []audit.Span {
	spans := make([]audit.Span, len(e.pieces))
	for i, p := range e.pieces {
		spans[i] = p.span
	}
	return spans
}

// Place finds the bytes from start to end of the value in the text.
func (e *Entry) Place(start, end int) audit.Span {
	first := e.offset(start, start)
	return e.Span.File.Span(first, max(first, e.offset(end, end-1)))
}

// offset converts an offset in the value to one in the text; owner is the byte
// whose piece decides, since the end of one piece is the start of the next.
func (e *Entry) offset(at, owner int) int {
	n := sort.Search(len(e.pieces), func(i int) bool { return e.pieces[i].at > owner })
	p := e.pieces[max(0, n-1)]
	return p.span.Start + max(0, min(at-p.at, p.span.End-p.span.Start))
}

// Append makes the edit that adds a line to the end of the section, in the line
// ends of the file.
func (s *Section) Append(line string) audit.Edit {
	text, at := s.Head.File.Text, s.tail
	eol := lineEnd(text, s.Head.End)
	place := s.Head.File.Span(at, at)
	if at > 0 && text[at-1] != '\n' && text[at-1] != '\r' {
		return audit.Edit{Span: place, Text: eol + line}
	}
	return audit.Edit{Span: place, Text: line + eol}
}

// lineEnd is the line end that follows the offset: CRLF where the file has it.
func lineEnd(text string, from int) string {
	for i := from; i < len(text); i++ {
		switch text[i] {
		case '\r':
			if i+1 < len(text) && text[i+1] == '\n' {
				return "\r\n"
			}
			return "\r"
		case '\n':
			return "\n"
		}
	}
	return "\n"
}
