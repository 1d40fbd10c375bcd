// Package reqfile reads pip's requirements files: one requirement or option a
// line, comments, continuations and environment markers.
package reqfile

import (
	"strings"

	"preflight/rules/audit"
)

// File is a requirements file as it was read.
type File struct {
	Requirements []Requirement
	Options      []Option
	Comments     []audit.Span
	Problems     []audit.Problem
}

// Requirement asks for a package.
type Requirement struct {
	Name     string // normalised as PEP 503 says: lower case, "-" for "_" and "."
	Releases []Clause
	URL      string     // for "name @ url", "-e url" or a bare URL or path
	Editable bool       // -e
	Marker   string     // after ";"
	Hashed   bool       // at least one --hash
	Span     audit.Span // the requirement without options, marker and comment
	NameSpan audit.Span
}

// Clause is one comparison of a version: "==", "5.2.1".
type Clause struct {
	Operator, Version string
	Span              audit.Span
}

// Pin gives the release of a requirement that allows exactly one.
func (r Requirement) Pin() (version string, ok bool) {
	if len(r.Releases) != 1 {
		return "", false
	}
	c := r.Releases[0]
	return c.Version, (c.Operator == "==" || c.Operator == "===") && !strings.HasSuffix(c.Version, "*")
}

// Option is a line such as "--index-url https://…" or "-r base.txt".
type Option struct {
	Name, Value string // the name in its long form
	Span        audit.Span
}

// long maps short options to their long forms.
var long = map[string]string{
	"-r": "--requirement", "-c": "--constraint", "-e": "--editable", "-i": "--index-url", "-f": "--find-links",
}

// Parse reads the file. A line that makes no sense costs that line.
func Parse(file *audit.File) *File {
	p := &parser{file: file, out: &File{}}
	text := file.Text
	at := 0
	if strings.HasPrefix(text, "\ufeff") {
		at = len("\ufeff")
	}
	for at < len(text) {
		end := lineEnd(text, at)
		p.line(at, end)
		at = end + 1
	}
	return p.out
}

// lineEnd finds the end of a logical line: a backslash joins the next one.
func lineEnd(text string, at int) int {
	for i := at; i < len(text); i++ {
		if text[i] != '\n' {
			continue
		}
		line := strings.TrimSuffix(text[at:i], "\r")
		if !strings.HasSuffix(line, `\`) || strings.HasPrefix(strings.TrimLeft(line, " \t"), "#") {
			return i
		}
	}
	return len(text)
}

type parser struct {
	file *audit.File
	out  *File
}

func (p *parser) line(start, end int) {
	text := p.file.Text
	if i := commentStart(text[start:end]); i >= 0 {
		stop := end
		if i := strings.IndexByte(text[start+i:end], '\n'); i >= 0 {
			stop = start + i
		}
		p.out.Comments = append(p.out.Comments, p.file.Span(start+i, start+i+len(strings.TrimRight(text[start+i:stop], "\r\n"))))
		end = start + i
	}
	start, end = trim(text, start, end)
	switch {
	case start == end:
	case text[start] == '-':
		p.option(start, end)
	default:
		p.requirement(start, end, false)
	}
}

// commentStart finds a "#" at the start or after a blank, or gives -1.
func commentStart(line string) int {
	for i := 0; i < len(line); i++ {
		if line[i] == '#' && (i == 0 || isBlank(line[i-1])) {
			return i
		}
	}
	return -1
}

func (p *parser) option(start, end int) {
	text := p.file.Text[start:end]
	stop := strings.IndexFunc(text, func(r rune) bool { return r == ' ' || r == '\t' || r == '=' })
	name, value := text, ""
	if stop >= 0 {
		name, value = text[:stop], strings.TrimLeft(text[stop:], " \t=")
	} else if len(text) > 2 && text[1] != '-' {
		name, value = text[:2], text[2:] // -rbase.txt
	}
	if full := long[name]; full != "" {
		name = full
	}
	if name == "--editable" {
		from := end - len(value)
		p.requirement(from, end, true)
		return
	}
	value, _, _ = strings.Cut(strings.TrimSpace(value), " ")
	p.out.Options = append(p.out.Options, Option{name, strings.TrimRight(value, "\\\r\n"), p.file.Span(start, end)})
}

func (p *parser) requirement(start, end int, editable bool) {
	text := p.file.Text
	r := Requirement{Editable: editable}
	if i := strings.Index(text[start:end], "--hash"); i >= 0 {
		r.Hashed = true
		end = start + i
	}
	if i := strings.IndexByte(text[start:end], ';'); i >= 0 && !strings.Contains(text[start:start+i], "://") {
		r.Marker = strings.Trim(text[start+i+1:end], " \t\\\r\n")
		end = start + i
	}
	start, end = trim(text, start, end)
	r.Span = p.file.Span(start, end)
	at := start
	for at < end && isName(text[at]) {
		at++
	}
	r.NameSpan = p.file.Span(start, at)
	if body := text[start:end]; strings.Contains(body, "://") || strings.HasPrefix(body, ".") || strings.HasPrefix(body, "/") || strings.HasSuffix(body, ".whl") {
		r.URL = body
		if name, url, ok := strings.Cut(body, "@"); ok && at > start && strings.TrimSpace(name) == text[start:at] {
			r.URL = strings.TrimSpace(url)
			r.Name = normal(text[start:at])
		}
		p.out.Requirements = append(p.out.Requirements, r)
		return
	}
	if at == start {
		p.problem(r.Span)
		return
	}
	r.Name = normal(text[start:at])
	clauses, ok := p.clauses(p.afterExtras(at, end), end)
	if !ok {
		p.problem(r.Span)
		return
	}
	r.Releases = clauses
	p.out.Requirements = append(p.out.Requirements, r)
}

func (p *parser) problem(place audit.Span) {
	p.out.Problems = append(p.out.Problems, audit.Problem{Span: place, Message: "the line is not a requirement that pip can read"})
}

func (p *parser) afterExtras(at, end int) int {
	at, _ = trim(p.file.Text, at, end)
	if at < end && p.file.Text[at] == '[' {
		if i := strings.IndexByte(p.file.Text[at:end], ']'); i >= 0 {
			return at + i + 1
		}
	}
	return at
}

// clauses reads ">=4.2,<5" with or without parentheses.
func (p *parser) clauses(start, end int) (found []Clause, ok bool) {
	text := p.file.Text
	start, end = trim(text, start, end)
	if start < end && text[start] == '(' && text[end-1] == ')' {
		start, end = trim(text, start+1, end-1)
	}
	for start < end {
		stop := end
		if i := strings.IndexByte(text[start:end], ','); i >= 0 {
			stop = start + i
		}
		from, to := trim(text, start, stop)
		operator := leading(text[from:to], "=<>!~")
		version := strings.TrimSpace(text[from+len(operator) : to])
		if !operators[operator] || version == "" || strings.ContainsAny(version, " \t\n") {
			return nil, false
		}
		found = append(found, Clause{operator, version, p.file.Span(from, to)})
		start = stop + 1
	}
	return found, true
}

var operators = map[string]bool{"==": true, "===": true, "!=": true, "<": true, "<=": true, ">": true, ">=": true, "~=": true}

func leading(text, set string) string {
	return text[:len(text)-len(strings.TrimLeft(text, set))]
}

func trim(text string, start, end int) (int, int) {
	for start < end && (isBlank(text[start]) || text[start] == '\\') {
		start++
	}
	for end > start && (isBlank(text[end-1]) || text[end-1] == '\\') {
		end--
	}
	return start, end
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' }

func isName(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '.'
}

// normal writes a name as PEP 503 says.
func normal(name string) string {
	parts := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return r == '-' || r == '_' || r == '.' })
	return strings.Join(parts, "-")
}
