package nginxconf

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"preflight/rules/audit"
)

const (
	maxDepth    = 200  // blocks inside blocks; nginx itself needs about five
	maxProblems = 100  // listed for one file
	maxParam    = 4096 // bytes of one word, nginx's read buffer
	maxResync   = 50   // guesses at where an unclosed quote ends
)

// Parse reads a text. known tells the names of directives, which is what a
// forgotten ";" is recognised by; nil knows none.
func Parse(file *audit.File, known func(string) bool) *Config {
	if known == nil {
		known = func(string) bool { return false }
	}
	c := &Config{File: file}
	if at := invalidUTF8(file.Text); at >= 0 {
		c.Problems = append(c.Problems, Problem{file.Span(at, at+1), "this byte is no valid UTF-8", -1})
	}
	for _, part := range split(file) {
		p := &parser{config: c, part: part, text: file.Text, pos: part.Span.Start, end: part.Span.End, known: known}
		p.run()
		c.Parts = append(c.Parts, part)
	}
	return c
}

// invalidUTF8 gives the offset of the first byte that is no UTF-8, or -1.
func invalidUTF8(text string) int {
	if utf8.ValidString(text) {
		return -1
	}
	for i, r := range text {
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(text[i:]); size == 1 {
				return i
			}
		}
	}
	return -1
}

// frame is an open block.
type frame struct {
	block *Directive // nil at the top, and for a "{" without a name
	body  *[]*Directive
	open  int
}

type parser struct {
	config *Config
	part   *Part
	text   string
	pos    int // next byte to read
	end    int
	known  func(string) bool

	stack     []frame
	excess    int // open blocks beyond maxDepth
	resyncs   int
	templates bool // a placeholder was reported
	dropped   bool // the list of problems is full
}

// terminator says how a statement ends.
type terminator uint8

const (
	atEnd     terminator = iota // of the text
	atSemi                      // ;
	atOpen                      // {
	atClose                     // }
	atMissing                   // a ";" that is not there
)

func (p *parser) run() {
	p.stack = append(p.stack, frame{body: &p.part.Body, open: -1})
	for {
		words, how, at := p.statement()
		switch how {
		case atSemi, atMissing:
			p.simple(words, how, at)
		case atOpen:
			p.open(words, at)
		case atClose:
			p.simple(words, atMissing, at)
			p.close(at)
		case atEnd:
			p.simple(words, atMissing, at)
			p.unclosed()
			return
		}
	}
}

func (p *parser) top() *frame { return &p.stack[len(p.stack)-1] }

// directive makes a directive of the words and puts it into the open block.
func (p *parser) directive(words []Word) *Directive {
	d := &Directive{Name: words[0], Args: words[1:], Part: p.part, Semi: -1, Open: -1, Close: -1, Deep: p.excess > 0}
	p.invisible(d)
	f := p.top()
	d.Parent = f.block
	*f.body = append(*f.body, d)
	return d
}

func (p *parser) simple(words []Word, how terminator, at int) {
	if len(words) == 0 {
		if how == atSemi {
			p.problem(at, at+1, at, `unexpected ";"`)
		}
		return
	}
	d := p.directive(words)
	if how == atSemi {
		d.Semi = at
	} else {
		d.Missing = true
	}
}

func (p *parser) open(words []Word, at int) {
	if len(words) == 0 {
		p.problem(at, at+1, at, `unexpected "{"`)
		p.push(frame{block: p.top().block, body: p.top().body, open: at})
		return
	}
	if p.entries() {
		p.problem(at, at+1, at, `unexpected "{"`)
	}
	d := p.directive(words)
	d.Open = at
	if strings.HasSuffix(d.Name.Value, "_by_lua_block") {
		p.lua(d)
		return
	}
	d.Entries = entryBlocks[d.Name.Value]
	p.push(frame{block: d, body: &d.Block, open: at})
}

func (p *parser) push(f frame) {
	if len(p.stack) < maxDepth {
		p.stack = append(p.stack, f)
		return
	}
	if p.excess == 0 {
		p.problem(f.open, f.open+1, -1, fmt.Sprintf("more than %d blocks inside each other", maxDepth))
	}
	p.excess++
}

func (p *parser) close(at int) {
	switch {
	case p.excess > 0:
		p.excess--
	case len(p.stack) == 1:
		p.problem(at, at+1, at, `unexpected "}": no block is open`)
	default:
		f := p.top()
		if f.block != nil && f.block.Open == f.open {
			f.block.Close = at
		}
		p.stack = p.stack[:len(p.stack)-1]
	}
}

// unclosed reports the blocks that are open at the end, the innermost first.
func (p *parser) unclosed() {
	const enough = 3
	for i := len(p.stack) - 1; i > 0 && i > len(p.stack)-1-enough; i-- {
		f := p.stack[i]
		name := "block"
		if f.block != nil {
			name = quote(f.block.Name.Value)
		}
		p.problem(f.open, f.open+1, p.end, name+" has no closing brace")
	}
}

// entries reports whether the open block holds keys and values.
func (p *parser) entries() bool {
	b := p.top().block
	return b != nil && b.Entries
}

// entryBlocks are the directives whose blocks hold keys and values.
var entryBlocks = map[string]bool{
	"map": true, "geo": true, "types": true, "split_clients": true, "charset_map": true, "num_map": true,
}

// problem notes a guess. stop is where nginx gives up, -1 if it does not.
func (p *parser) problem(start, end, stop int, message string) {
	c := p.config
	if len(c.Problems) < maxProblems {
		c.Problems = append(c.Problems, Problem{c.File.Span(start, end), message, stop})
		return
	}
	if !p.dropped {
		p.dropped = true
		c.Problems = append(c.Problems, Problem{c.File.Span(start, end), "more problems follow and are not listed", -1})
	}
}

// quote shortens a name for a message.
func quote(name string) string {
	if len(name) > 40 {
		name = name[:40] + "…"
	}
	return fmt.Sprintf("%q", name)
}
