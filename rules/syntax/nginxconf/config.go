// Package nginxconf reads nginx configuration text into a tree of directives
// with byte-exact places. It splits words exactly as nginx does, and goes on
// where nginx would stop: one bad line costs that line.
package nginxconf

import (
	"strings"

	"preflight/rules/audit"
)

// Config is one text as read: a single configuration file, or the output of
// "nginx -T" with several.
type Config struct {
	File     *audit.File
	Parts    []*Part
	Comments []audit.Span // every comment, without its line end
	Skipped  []audit.Span // what is no nginx text: fences, YAML keys, template statements
	Problems []Problem    // in the order in which they were met
}

// Part is one configuration file inside a text.
type Part struct {
	Name string // the file's own name, or the one a dump gives
	Span audit.Span
	Body []*Directive
}

// Problem is something that was read with a guess.
type Problem struct {
	Span    audit.Span
	Message string
	// Stop is the offset at which nginx itself gives up, or -1 where nginx
	// does not mind.
	Stop int
}

// Directive is a name, its arguments and how it ends.
type Directive struct {
	Name   Word
	Args   []Word
	Parent *Directive // nil at the top of a part
	Part   *Part
	Block  []*Directive // what stands between the braces
	// Semi, Open and Close are the offsets of ";", "{" and "}"; -1 where the
	// text has none. A directive with Open >= 0 has a block.
	Semi, Open, Close int
	// Raw is set for a block in another language: its text is not read.
	Raw bool
	// Entries is set for a block of key and value lines, such as map's.
	Entries bool
	// Missing is set where the terminator was guessed.
	Missing bool
	// Deep is set below the deepest block that is read: the directive stands
	// beside its opener, and its own block is not told apart.
	Deep bool
}

// Word is a directive's name or one of its arguments.
type Word struct {
	Span     audit.Span // with the quotes
	Value    string     // as nginx sees it: without quotes, escapes resolved
	Quote    byte       // 0, '"' or '\''
	Template bool       // holds a placeholder of a template language
}

// Raw gives the word's text between the quotes, escapes kept.
func (w Word) Raw() string {
	text := w.Span.Text()
	if w.Quote == 0 {
		return text
	}
	return strings.TrimSuffix(text[1:], string(w.Quote))
}

// HasBlock reports whether the directive opens a block.
func (d *Directive) HasBlock() bool { return d.Open >= 0 }

// End is the offset just after the terminator, or after the last word.
func (d *Directive) End() int {
	switch {
	case d.Close >= 0:
		return d.Close + 1
	case d.Open >= 0:
		return d.lastEnd()
	case d.Semi >= 0:
		return d.Semi + 1
	}
	return d.wordsEnd()
}

// lastEnd is the end of a block that the text does not close.
func (d *Directive) lastEnd() int {
	end := d.Open + 1
	if d.Raw {
		return d.Part.Span.End
	}
	for d.Open >= 0 && d.Close < 0 && len(d.Block) > 0 {
		d = d.Block[len(d.Block)-1]
		end = max(end, d.wordsEnd(), d.Semi+1, d.Open+1, d.Close+1)
		if d.Raw && d.Close < 0 {
			return d.Part.Span.End
		}
	}
	return end
}

func (d *Directive) wordsEnd() int {
	if n := len(d.Args); n > 0 {
		return d.Args[n-1].Span.End
	}
	return d.Name.Span.End
}

// Span covers the directive from its name to its terminator, block included.
func (d *Directive) Span() audit.Span {
	return d.Name.Span.File.Span(d.Name.Span.Start, d.End())
}

// Head covers the name and the arguments.
func (d *Directive) Head() audit.Span {
	return d.Name.Span.File.Span(d.Name.Span.Start, d.wordsEnd())
}

// Arg gives the value of the nth argument, counted from 0, or "".
func (d *Directive) Arg(n int) string {
	if n < 0 || n >= len(d.Args) {
		return ""
	}
	return d.Args[n].Value
}

// Walk calls visit for every directive in the order of the text; where visit
// gives false, the directive's block is left out.
func Walk(body []*Directive, visit func(*Directive) bool) {
	for _, d := range body {
		if visit(d) {
			Walk(d.Block, visit)
		}
	}
}
