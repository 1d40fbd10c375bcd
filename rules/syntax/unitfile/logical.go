package unitfile

import (
	"strings"
	"unicode/utf8"

	"preflight/rules/audit"
)

// logical is a line with its continuations joined, or a part of one, trimmed.
type logical struct {
	text   string
	pieces []piece // at least one
}

// join puts a blank where each backslash stood and trims the whole.
func join(spans []audit.Span) logical {
	if len(spans) == 1 {
		return logical{spans[0].Text(), []piece{{0, spans[0]}}}.trimmed()
	}
	var text strings.Builder
	pieces := make([]piece, 0, len(spans))
	for i, s := range spans {
		if i > 0 {
			text.WriteByte(' ')
		}
		pieces = append(pieces, piece{text.Len(), s})
		text.WriteString(s.Text())
	}
	return logical{text.String(), pieces}.trimmed()
}

func (l logical) trimmed() logical {
	start := len(l.text) - len(strings.TrimLeft(l.text, blanks))
	end := start + len(strings.TrimRight(l.text[start:], blanks))
	return l.slice(start, end)
}

// cut gives a part of the line, trimmed.
func (l logical) cut(start, end int) logical { return l.slice(start, end).trimmed() }

// slice keeps the pieces that hold the bytes from start to end. Of an empty
// slice the place is kept, as an empty piece.
func (l logical) slice(start, end int) logical {
	kept := make([]piece, 0, len(l.pieces))
	for i, p := range l.pieces {
		from, to := max(start, p.at), min(end, p.at+p.span.End-p.span.Start)
		last := i == len(l.pieces)-1 || l.pieces[i+1].at > end
		if from < to || from == to && start == end && len(kept) == 0 && last {
			base := p.span.Start - p.at
			kept = append(kept, piece{from - start, p.span.File.Span(base+from, base+to)})
		}
	}
	if len(kept) == 0 {
		p := l.pieces[0].span
		kept = append(kept, piece{0, p.File.Span(p.Start, p.Start)})
	}
	return logical{l.text[start:end], kept}
}

func (l logical) span() audit.Span {
	return l.pieces[0].span.To(l.pieces[len(l.pieces)-1].span)
}

// trim cuts the blanks off both ends of a span.
func trim(s audit.Span) audit.Span {
	text := s.Text()
	start := s.Start + len(text) - len(strings.TrimLeft(text, blanks))
	return s.File.Span(start, start+len(strings.Trim(text, blanks)))
}

// validUTF8 is systemd's idea of UTF-8, which has no room for noncharacters.
func validUTF8(text string) bool {
	if !utf8.ValidString(text) {
		return false
	}
	return !strings.ContainsFunc(text, func(c rune) bool {
		return c >= 0xFDD0 && c <= 0xFDEF || c&0xFFFE == 0xFFFE
	})
}
