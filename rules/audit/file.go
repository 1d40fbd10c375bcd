// Package audit is the vocabulary of an audit: files and spans, verdicts and
// fixes, rules and ignores. It knows no format.
package audit

import (
	"sort"
	"strings"
	"unicode/utf8"
)

// Kind names the format of a file, such as "nginx" or "systemd".
type Kind string

// KindUnknown is the kind of a file that no format recognises.
const KindUnknown Kind = "unknown"

// File is one text of a stack. Offsets into Text are in bytes.
type File struct {
	Name string // as given, with forward slashes
	Kind Kind
	Text string

	Guessed bool // the kind was told from the content, not by the name or a person
	UTF16   bool // the text was in UTF-16 before it was read

	lines []int // offset of the first byte of each line, made on first use

	// Where Position counted last, and how many UTF-16 units of its line stand
	// before: asking along one long line is then linear.
	counted, units int
}

// Position is a place in a file as people and editors count it.
type Position struct {
	Line   int // from 1
	Column int // from 1, in UTF-16 code units, as SARIF counts by default
}

// Lines gives the byte offset at which each line starts. A line ends with LF,
// CRLF or a lone CR, as in the editor.
func (f *File) Lines() []int {
	if f.lines != nil {
		return f.lines
	}
	f.lines = append(make([]int, 0, 1+strings.Count(f.Text, "\n")), 0)
	for i := 0; i < len(f.Text); i++ {
		switch f.Text[i] {
		case '\r':
			if i+1 < len(f.Text) && f.Text[i+1] == '\n' {
				continue
			}
			f.lines = append(f.lines, i+1)
		case '\n':
			f.lines = append(f.lines, i+1)
		}
	}
	return f.lines
}

// Position converts a byte offset; offsets outside the text are moved inside.
func (f *File) Position(offset int) Position {
	offset = max(0, min(offset, len(f.Text)))
	n := f.lineAt(offset)
	from, units := f.lines[n-1], 0
	if from <= f.counted && f.counted <= offset {
		from, units = f.counted, f.units // the line is the one counted last
	}
	units += utf16Len(f.Text[from:offset])
	f.counted, f.units = offset, units
	return Position{Line: n, Column: 1 + units}
}

// lineAt gives the number, from 1, of the line that holds a byte offset. Unlike
// Position it does not read the line, which may be as long as the file.
func (f *File) lineAt(offset int) int {
	offset = max(0, min(offset, len(f.Text)))
	return sort.SearchInts(f.Lines(), offset+1) // Lines()[n-1] <= offset
}

// Line gives the span of the nth line, counted from 1, without its line end.
func (f *File) Line(n int) Span {
	lines := f.Lines()
	n = max(1, min(n, len(lines)))
	end := len(f.Text)
	if n < len(lines) {
		end = lines[n]
	}
	start := lines[n-1]
	end = start + len(strings.TrimRight(f.Text[start:end], "\r\n"))
	return Span{f, start, end}
}

// Span gives the part of the file from byte start to byte end, cut to the text.
func (f *File) Span(start, end int) Span {
	start = max(0, min(start, len(f.Text)))
	return Span{f, start, max(start, min(end, len(f.Text)))}
}

// Span is a part of a file, in bytes, from Start up to but not including End.
// The zero Span is no place at all.
type Span struct {
	File       *File
	Start, End int
}

// Text gives the bytes that the span covers.
func (s Span) Text() string {
	if s.File == nil {
		return ""
	}
	return s.File.Text[s.Start:s.End]
}

// IsZero reports whether the span is no place at all.
func (s Span) IsZero() bool { return s.File == nil }

// Position is where the span starts.
func (s Span) Position() Position {
	if s.File == nil {
		return Position{}
	}
	return s.File.Position(s.Start)
}

// EndPosition is the place just after the span.
func (s Span) EndPosition() Position {
	if s.File == nil {
		return Position{}
	}
	return s.File.Position(s.End)
}

// Line is the number, from 1, of the line on which the span starts.
func (s Span) Line() int {
	if s.File == nil {
		return 0
	}
	return s.File.lineAt(s.Start)
}

// To gives the span from the start of s to the end of end, in one file.
func (s Span) To(end Span) Span {
	if s.File != end.File {
		return s
	}
	return Span{s.File, min(s.Start, end.Start), max(s.End, end.End)}
}

func utf16Len(s string) int {
	n := 0
	for i := 0; i < len(s); {
		if s[i] < utf8.RuneSelf {
			i++
			n++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if r >= 0x10000 {
			n++
		}
		n++
		i += size
	}
	return n
}
