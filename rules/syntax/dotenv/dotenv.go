// Package dotenv reads files of environment variables as python-dotenv does:
// one NAME=value a line, comments, "export", and quoted values that may run
// over several lines.
package dotenv

import (
	"strings"
	"unicode/utf8"

	"preflight/rules/audit"
)

// File is a file of assignments as it was read.
type File struct {
	Assignments []Assignment
	Comments    []audit.Span
	Problems    []audit.Problem
}

// Assignment sets one variable.
type Assignment struct {
	Name   string
	Value  string     // unquoted and unescaped; ${NAME} is left as written
	Quote  byte       // ' or ", or 0 for a bare value
	Key    audit.Span // the name
	Raw    audit.Span // the value with its quotes; empty where there is none
	Export bool       // "export" stands before the name
	NoSign bool       // the line is a bare name without "="
}

// Span is the whole assignment without a trailing comment.
func (a Assignment) Span() audit.Span { return a.Key.To(a.Raw) }

// Parse reads the file. A line that makes no sense costs that line and a
// problem.
func Parse(file *audit.File) *File {
	p := &parser{file: file, text: file.Text, out: &File{}}
	if strings.HasPrefix(p.text, "\ufeff") {
		p.at = len("\ufeff")
	}
	for p.at < len(p.text) {
		p.line()
	}
	return p.out
}

type parser struct {
	file *audit.File
	text string
	at   int
	out  *File
}

func (p *parser) line() {
	p.blanks()
	switch {
	case p.atEnd():
		p.lineEnd()
		return
	case p.text[p.at] == '#':
		p.comment()
		return
	}
	start := p.at
	a, fault := p.binding()
	if fault != "" {
		p.skipLine()
		p.problem(start, fault)
		return
	}
	p.blanks()
	if !p.atEnd() && p.text[p.at] != '#' {
		rest := p.at
		p.skipLine()
		p.problem(rest, "text follows the closing quote; the variable is not set")
		return
	}
	p.out.Assignments = append(p.out.Assignments, a)
	if p.atEnd() {
		p.lineEnd()
	} else {
		p.comment()
	}
}

func (p *parser) problem(start int, message string) {
	line := p.file.Line(p.file.Position(start).Line)
	p.out.Problems = append(p.out.Problems, audit.Problem{Span: p.file.Span(start, max(start, line.End)), Message: message})
}

const notBinding = "the line is not NAME=value"

// binding reads an assignment, or says what is wrong with the line.
func (p *parser) binding() (a Assignment, fault string) {
	if rest, found := strings.CutPrefix(p.text[p.at:], "export"); found && rest != "" && (rest[0] == ' ' || rest[0] == '\t') {
		a.Export = true
		p.at += len("export")
		p.blanks()
	}
	if p.atEnd() {
		return a, notBinding
	}
	if a.Name, a.Key = p.key(); a.Name == "" {
		return a, notBinding
	}
	a.Raw = p.file.Span(a.Key.End, a.Key.End)
	p.blanks()
	if p.atEnd() || p.text[p.at] == '#' {
		a.NoSign = true
		return a, ""
	}
	if p.text[p.at] != '=' {
		return a, notBinding
	}
	p.at++
	p.blanks()
	if !p.atEnd() && (p.text[p.at] == '\'' || p.text[p.at] == '"') {
		return a, p.quoted(&a)
	}
	p.bare(&a)
	return a, ""
}

// key reads a bare name, up to "=", "#" or a blank, or one in single quotes.
func (p *parser) key() (string, audit.Span) {
	start := p.at
	if p.text[start] == '\'' {
		end := strings.IndexAny(p.text[start+1:], "'\r\n")
		if end < 0 || p.text[start+1+end] != '\'' {
			return "", audit.Span{}
		}
		p.at = start + end + 2
		return p.text[start+1 : p.at-1], p.file.Span(start, p.at)
	}
	for p.at < len(p.text) && !strings.ContainsRune("=# \t\r\n\v\f", rune(p.text[p.at])) {
		p.at++
	}
	return p.text[start:p.at], p.file.Span(start, p.at)
}

// bare reads a value up to the end of the line or a comment, which needs a
// blank before it.
func (p *parser) bare(a *Assignment) {
	start, end := p.at, p.at
	for ; !p.atEnd(); p.at++ {
		c := p.text[p.at]
		if c == '#' && isBlank(p.text[p.at-1]) {
			break
		}
		if !isBlank(c) {
			end = p.at + 1
		}
	}
	a.Value, a.Raw = p.text[start:end], p.file.Span(start, end)
}

// maxQuoted is the longest quoted value, in bytes. A quote that swallows more
// was never meant to be closed there.
const maxQuoted = 1 << 16

// quoted reads a value in quotes, which may hold line ends and escapes.
func (p *parser) quoted(a *Assignment) (fault string) {
	quote, start := p.text[p.at], p.at
	var value strings.Builder
	for i := start + 1; i < min(len(p.text), start+maxQuoted); i++ {
		switch c := p.text[i]; {
		case c == quote:
			a.Value, a.Quote, a.Raw = value.String(), quote, p.file.Span(start, i+1)
			p.at = i + 1
			return ""
		case c == '\\' && i+1 < len(p.text):
			i++
			value.WriteString(unescape(p.text[i], quote))
		default:
			value.WriteByte(c)
		}
	}
	return "the quote is not closed; the variable is not set"
}

func unescape(c, quote byte) string {
	switch {
	case c == '\\' || c == quote:
		return string(c)
	case quote == '\'':
	default:
		if i := strings.IndexByte("abfnrtv", c); i >= 0 {
			return "\a\b\f\n\r\t\v"[i : i+1]
		}
		if c == '\'' {
			return "'"
		}
	}
	return string([]byte{'\\', c})
}

func (p *parser) comment() {
	start := p.at
	for !p.atEnd() {
		p.at++
	}
	p.out.Comments = append(p.out.Comments, p.file.Span(start, p.at))
	p.lineEnd()
}

func (p *parser) blanks() {
	for p.at < len(p.text) && isBlank(p.text[p.at]) {
		p.at++
	}
	// A no-break space pasted from a web page stands where a blank was meant.
	for strings.HasPrefix(p.text[p.at:], "\u00a0") {
		p.at += utf8.RuneLen('\u00a0')
	}
}

func (p *parser) skipLine() {
	for !p.atEnd() {
		p.at++
	}
	p.lineEnd()
}

func (p *parser) lineEnd() {
	if p.at < len(p.text) {
		p.at++
	}
}

func (p *parser) atEnd() bool {
	return p.at >= len(p.text) || p.text[p.at] == '\n' || p.text[p.at] == '\r'
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\v' || c == '\f' }
