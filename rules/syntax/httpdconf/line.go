package httpdconf

import (
	"sort"
	"strings"
)

// line is a logical line: physical lines that end in a backslash are joined
// with the next before anything else is looked at.
type line struct {
	text   string
	pieces []piece // nil where the text is one part of the file
	start  int     // offset of the first byte
	end    int     // offset of the line end that is not joined
}

// piece says that the text from offset at on stands in the file at offset source.
type piece struct{ at, source int }

// nextLine reads the logical line at pos and gives the offset after it. As in
// httpd, one backslash right before LF or CRLF joins; at the end of the file it
// is an ordinary character.
func nextLine(text string, pos int) (line, int) {
	l := line{start: pos}
	var joined strings.Builder
	for {
		end, next := physical(text, pos)
		part := text[pos:end]
		body, isJoined := strings.CutSuffix(part, `\`)
		if !isJoined || next == end {
			l.end = end
			if l.pieces == nil {
				l.text = part
				return l, next
			}
			l.pieces = append(l.pieces, piece{joined.Len(), pos})
			joined.WriteString(part)
			l.text = joined.String()
			return l, next
		}
		l.pieces = append(l.pieces, piece{joined.Len(), pos})
		joined.WriteString(body)
		pos = next
	}
}

// physical gives the end of the line at pos without its line end, and the start
// of the next. A lone CR ends no line.
func physical(text string, pos int) (end, next int) {
	i := strings.IndexByte(text[pos:], '\n')
	if i < 0 {
		return len(text), len(text)
	}
	end, next = pos+i, pos+i+1
	if end > pos && text[end-1] == '\r' {
		end--
	}
	return end, next
}

// source gives the offset in the file of the byte at offset i of the text.
func (l *line) source(i int) int {
	if l.pieces == nil {
		return l.start + i
	}
	n := sort.Search(len(l.pieces), func(k int) bool { return l.pieces[k].at > i }) - 1
	return l.pieces[n].source + i - l.pieces[n].at
}

// places gives the offsets in the file of the part from i up to j.
func (l *line) places(i, j int) (start, end int) {
	if i >= j {
		start = l.source(min(i, len(l.text)))
		return start, start
	}
	return l.source(i), l.source(j-1) + 1
}
