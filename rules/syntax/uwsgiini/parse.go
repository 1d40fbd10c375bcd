package uwsgiini

import (
	"fmt"
	"strings"

	"preflight/rules/audit"
)

// maxOptions bounds what one file may hold; nobody writes as many by hand.
const maxOptions = 20_000

// blanks are the characters that uWSGI takes off both ends of a line, a key and
// a value.
const blanks = " \t\r"

// Parse reads a file. A nil magic knows no variable.
func Parse(file *audit.File, magic Magic) *File {
	p := &parser{file: file, text: file.Text, magic: magic, out: &File{Source: file}}
	if strings.HasPrefix(p.text, "\ufeff") {
		p.problem(0, 3, "a byte order mark stands before the first line, which uWSGI takes for a part of it")
	}
	for p.at < len(p.text) && !p.full {
		p.line(p.next())
	}
	return p.out
}

type parser struct {
	file  *audit.File
	text  string
	magic Magic
	at    int
	out   *File
	count int
	full  bool
}

func (p *parser) problem(start, end int, message string) {
	p.out.Problems = append(p.out.Problems, audit.Problem{Span: p.file.Span(start, end), Message: message})
}

// line reads one line, which may be blank, a comment, a head or an option.
func (p *parser) line(l line) {
	l = l.trim()
	if l.joined {
		p.problem(l.start(), l.end(), "a percent sign at the end of a line joins it with the next one")
	}
	switch {
	case l.text == "":
	case l.text[0] == '[':
		p.head(l)
	case l.text[0] == ';' || l.text[0] == '#':
		p.out.Comments = append(p.out.Comments, l.span(p.file))
	default:
		p.option(l)
	}
}

// head starts a section. The name is all but the first and the last character.
func (p *parser) head(l line) {
	name := l.text[1:max(1, len(l.text)-1)]
	s := &Section{Name: name, Head: l.span(p.file), Whole: len(l.text) > 1 && strings.HasSuffix(l.text, "]")}
	p.out.Sections = append(p.out.Sections, s)
}

func (p *parser) option(l line) {
	if p.count++; p.count > maxOptions {
		p.full = true
		p.problem(l.start(), l.start(), fmt.Sprintf("the file has more than %d options; the rest is not read", maxOptions))
		return
	}
	key, value := l, l.part(len(l.text), len(l.text))
	sign := strings.IndexByte(l.text, '=')
	if sign >= 0 {
		key, value = l.part(0, sign).trim(), l.part(sign+1, len(l.text)).trim()
	}
	if key.text == "" {
		p.problem(l.start(), l.end(), "no option is named before the =")
	}
	o := &Option{
		Key: strings.Clone(key.text), Value: strings.Clone(value.text), Signed: sign >= 0,
		Open: value.open(), Span: l.span(p.file), KeySpan: key.span(p.file), ValueSpan: value.span(p.file),
	}
	for _, at := range l.lost {
		o.Lost = append(o.Lost, p.file.Span(at, at+2))
	}
	s := p.section()
	s.Options = append(s.Options, o)
}

// section is the one that an option of this line belongs to.
func (p *parser) section() *Section {
	if n := len(p.out.Sections); n > 0 {
		return p.out.Sections[n-1]
	}
	s := &Section{}
	p.out.Sections = append(p.out.Sections, s)
	return s
}
