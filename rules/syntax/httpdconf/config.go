// Package httpdconf reads Apache httpd configuration text into a tree of
// directives with byte-exact places. It joins lines and splits words exactly as
// httpd does, and goes on where httpd would stop: one bad line costs that line.
package httpdconf

import (
	"strings"

	"preflight/rules/audit"
)

// Config is one configuration file as read.
type Config struct {
	File     *audit.File
	Body     []*Directive
	Comments []audit.Span // every comment, without its line end
	Skipped  []audit.Span // lines of a template language or of Markdown
	Problems []Problem    // in the order in which they were met
}

// Refusal says whether and when httpd gives up because of a problem.
type Refusal uint8

// httpd first reads the whole file and checks how sections nest, then sets the
// directives up one by one: a problem of reading is reported before any problem
// of setting up, wherever it stands.
const (
	Tolerated   Refusal = iota // httpd does not mind
	Conditional                // httpd minds if the condition around it holds, or does not
	AtReading
	AtSetup
)

// Problem is something that was read with a guess.
type Problem struct {
	Span    audit.Span
	Message string
	Refusal Refusal
	// Line is the line that httpd names: the last one of a continued line.
	Line int
}

// Directive is a name with its arguments, or a section with its body.
type Directive struct {
	Name   Word
	Args   []Word
	Text   string     // all that follows the name, lines joined, blanks trimmed
	Rest   audit.Span // the place of Text
	Parent *Directive // the section around it, nil at the top of the file

	Section bool
	Body    []*Directive
	Open    audit.Span // "<Name …>"; the whole directive where it is no section
	Close   audit.Span // "</Name>"; no place where it is missing
	Last    int        // the line on which the (opening) line ends, from 1
	Filled  bool       // a macro's parameters were replaced: the words are not those of the file
}

// Word is a directive's name or one of its arguments.
type Word struct {
	Span  audit.Span // with the quotes
	Value string     // as httpd sees it: without quotes, escapes resolved
	Quote byte       // 0, '"' or '\''
}

// Is reports whether the directive has the name, in any letter case. The name
// of a section is written without "<".
func (d *Directive) Is(name string) bool { return strings.EqualFold(d.Name.Value, name) }

// Arg gives the value of the nth argument, counted from 0, or "".
func (d *Directive) Arg(n int) string {
	if n < 0 || n >= len(d.Args) {
		return ""
	}
	return d.Args[n].Value
}

// Values gives the values of the arguments.
func (d *Directive) Values() []string {
	values := make([]string, len(d.Args))
	for i, a := range d.Args {
		values[i] = a.Value
	}
	return values
}

// Span covers the directive, a section up to its closing tag.
func (d *Directive) Span() audit.Span {
	span := d.Open
	for d.Section {
		if !d.Close.IsZero() {
			return span.To(d.Close)
		}
		if len(d.Body) == 0 {
			break
		}
		d = d.Body[len(d.Body)-1]
		span = span.To(d.Open)
	}
	return span
}

// Walk calls visit for every directive in the order of the text; where visit
// gives false, the directive's body is left out.
func Walk(body []*Directive, visit func(*Directive) bool) {
	for _, d := range body {
		if visit(d) {
			Walk(d.Body, visit)
		}
	}
}
