package uwsgiini

import (
	"strings"

	"preflight/rules/audit"
)

// line is a line with its variables put in, and where it comes from.
type line struct {
	text   string
	origin int   // offset of the first byte in the file
	from   []int // of each byte of the text, the offset it comes from, and of its end; nil where they run on from origin
	opens  []int // positions in the text at which a variable without a known text stands
	lost   []int // offsets of percent signs that vanish
	joined bool  // a percent sign has swallowed the line's end
}

// next cuts the next line off the text. A percent sign takes the character
// behind it along, even the end of the line.
func (p *parser) next() line {
	end := strings.IndexAny(p.text[p.at:], "\n%")
	if end < 0 || p.text[p.at+end] == '\n' {
		return p.plain(end)
	}
	return p.substituted()
}

// plain cuts a line without a percent sign; a negative length is the rest.
func (p *parser) plain(length int) line {
	start, end := p.at, len(p.text)
	p.at = end
	if length >= 0 {
		end = start + length
		p.at = end + 1
	}
	return line{text: untilNUL(p.text[start:end]), origin: start}
}

// substituted cuts a line and puts its variables in.
func (p *parser) substituted() line {
	l := line{origin: p.at}
	var text strings.Builder
	put := func(s string, at int, step int) {
		for i := range len(s) {
			l.from = append(l.from, at+i*step)
		}
		text.WriteString(s)
	}
	for p.at < len(p.text) && p.text[p.at] != '\n' {
		c := p.text[p.at]
		if c == '%' && p.at+1 == len(p.text) {
			l.lost = append(l.lost, p.at) // the end of the text counts as a character
			p.at++
			continue
		}
		if c != '%' {
			put(p.text[p.at:p.at+1], p.at, 1)
			p.at++
			continue
		}
		p.variable(p.text[p.at+1], &l, text.Len(), put)
		p.at += 2
	}
	l.from = append(l.from, min(p.at, len(p.text)))
	p.at++
	whole := text.String()
	l.text = untilNUL(whole)
	l.from = l.from[:len(l.text)+1]
	return l
}

// variable puts in what stands for a percent sign and the character behind it.
func (p *parser) variable(c byte, l *line, length int, put func(string, int, int)) {
	switch {
	case c == '%':
		put("%", p.at, 0)
	case c == '(':
		put("%(", p.at, 1)
	case strings.IndexByte(Variables, c) < 0:
		l.lost = append(l.lost, p.at)
		l.joined = l.joined || c == '\n'
	default:
		value, known := "", false
		if p.magic != nil {
			value, known = p.magic(c)
		}
		if known {
			put(value, p.at, 0)
			return
		}
		l.opens = append(l.opens, length)
		put(p.text[p.at:p.at+2], p.at, 1)
	}
}

func untilNUL(s string) string {
	if n := strings.IndexByte(s, 0); n >= 0 {
		return s[:n]
	}
	return s
}

// part is the line from one position of its text to another.
func (l line) part(start, end int) line {
	cut := line{text: l.text[start:end], origin: l.origin + start, lost: l.lost, joined: l.joined}
	if l.from != nil {
		cut.from = l.from[start : end+1]
	}
	for _, at := range l.opens {
		if start <= at && at < end {
			cut.opens = append(cut.opens, at-start)
		}
	}
	return cut
}

// trim takes the blanks off both ends.
func (l line) trim() line {
	end := len(strings.TrimRight(l.text, blanks))
	start := end - len(strings.TrimLeft(l.text[:end], blanks))
	return l.part(start, end)
}

func (l line) open() bool { return len(l.opens) > 0 }

// start and end are where the line lies in the file.
func (l line) start() int {
	if l.from != nil {
		return l.from[0]
	}
	return l.origin
}

func (l line) end() int {
	if l.from != nil {
		return max(l.from[len(l.text)], l.from[0])
	}
	return l.origin + len(l.text)
}

func (l line) span(f *audit.File) audit.Span { return f.Span(l.start(), l.end()) }
