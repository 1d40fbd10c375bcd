package httpdconf

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"preflight/rules/audit"
)

const (
	maxDepth    = 200 // sections inside sections; real files need about six
	maxProblems = 100 // listed for one file
)

// Parse reads a text.
func Parse(file *audit.File) *Config {
	p := &parser{config: &Config{File: file}, text: file.Text}
	p.body = &p.config.Body
	pos := p.mark()
	for pos < len(p.text) {
		l, next := nextLine(p.text, pos)
		p.line(l)
		pos = next
	}
	p.unclosed()
	return p.config
}

type parser struct {
	config  *Config
	text    string
	open    []*Directive  // sections that are not closed yet
	body    *[]*Directive // where the next directive goes
	excess  int           // open sections beyond maxDepth
	dropped bool          // the list of problems is full
}

const byteOrderMark = "\ufeff"

// mark skips a byte order mark, which httpd takes for part of the first name.
func (p *parser) mark() int {
	if !strings.HasPrefix(p.text, byteOrderMark) {
		return 0
	}
	p.problem(p.span(0, len(byteOrderMark)), AtSetup, "the file starts with an invisible byte order mark")
	return len(byteOrderMark)
}

func (p *parser) span(start, end int) audit.Span { return p.config.File.Span(start, end) }

// line reads one logical line.
func (p *parser) line(l line) {
	start, end := skipBlanks(l.text, 0), len(l.text)
	for end > start && blank(l.text[end-1]) {
		end--
	}
	l.text = l.text[:end]
	if start == end {
		return
	}
	whole := p.span(l.places(start, end))
	raw := p.raw()
	switch {
	case raw != "" && !closes(l.text[start:], raw):
	case l.text[start] == '#':
		p.config.Comments = append(p.config.Comments, whole)
	case foreign(l.text[start:]):
		p.config.Skipped = append(p.config.Skipped, whole)
	case l.text[start] != '<':
		p.simple(&l, start)
	case strings.HasPrefix(l.text[start:], "</"):
		p.close(&l, start)
	default:
		p.section(&l, start)
	}
}

// raw names the open section whose text is a programming language, if any.
func (p *parser) raw() string {
	if n := len(p.open); n > 0 && (p.open[n-1].Is("Perl") || p.open[n-1].Is("Lua")) {
		return p.open[n-1].Name.Value
	}
	return ""
}

func closes(text, name string) bool {
	rest, ok := strings.CutPrefix(text, "</")
	return ok && len(rest) >= len(name) && strings.EqualFold(rest[:len(name)], name)
}

// foreign reports whether the line is a statement of a template language or a
// Markdown fence, which no httpd reads.
func foreign(text string) bool {
	for _, mark := range []string{"{%", "{#", "<%", "```", "~~~"} {
		if strings.HasPrefix(text, mark) {
			return true
		}
	}
	return false
}

// simple reads a directive that is no section.
func (p *parser) simple(l *line, start int) {
	d := &Directive{Last: p.lastLine(l)}
	name := nextWord(l.text, start)
	d.Name = p.word(l, name)
	p.arguments(d, l, name.end, len(l.text))
	d.Open = p.span(l.places(start, len(l.text)))
	p.add(d)
}

// section reads an opening tag.
func (p *parser) section(l *line, start int) {
	d := &Directive{Section: true, Last: p.lastLine(l)}
	name := nextWord(l.text, start)
	nameEnd := name.end
	if name.end > start+1 && l.text[name.end-1] == '>' {
		nameEnd--
	}
	d.Name = Word{Span: p.span(l.places(start+1, nameEnd)), Value: l.text[start+1 : nameEnd]}
	end := strings.LastIndexByte(l.text, '>')
	d.Open = p.span(l.places(start, max(end+1, name.end)))
	if end < 0 {
		end = len(l.text)
		d.Open = p.span(l.places(start, end))
		p.unended(d)
	} else if rest := skipBlanks(l.text, end+1); rest < len(l.text) && l.text[rest] != '#' {
		p.problem(p.span(l.places(rest, len(l.text))), Tolerated, "text after \">\" is not read")
	}
	p.arguments(d, l, nameEnd, max(nameEnd, end))
	p.add(d)
	p.push(d)
}

// unended reports an opening tag without ">". The sections of mod_authz_core,
// such as <RequireAll>, do not mind.
func (p *parser) unended(d *Directive) {
	refusal := AtSetup
	if strings.HasPrefix(strings.ToLower(d.Name.Value), "require") {
		refusal = Tolerated
	}
	p.problemAt(d.Open, d.Last, refusal, fmt.Sprintf("<%s has no closing \">\"", short(d.Name.Value)))
}

// arguments reads the words from offset i up to end.
func (p *parser) arguments(d *Directive, l *line, i, end int) {
	text := l.text[:end]
	i = skipBlanks(text, i)
	d.Text = strings.TrimRight(text[min(i, end):], " \t\n\v\f\r")
	d.Rest = p.span(l.places(i, i+len(d.Text)))
	for ; i < end; i = skipBlanks(text, i) {
		w := nextWord(text, i)
		if w.unclosed {
			p.problem(p.span(l.places(w.start, w.end)), Tolerated, "the quote is not closed on this line")
		}
		d.Args = append(d.Args, p.word(l, w))
		i = w.end
	}
	p.invisible(d)
}

func (p *parser) word(l *line, w scan) Word {
	return Word{Span: p.span(l.places(w.start, w.end)), Value: w.value, Quote: w.quote}
}

// add puts the directive into the open section.
func (p *parser) add(d *Directive) {
	if n := len(p.open); n > 0 {
		d.Parent = p.open[n-1]
	}
	*p.body = append(*p.body, d)
}

func (p *parser) push(d *Directive) {
	if len(p.open) == maxDepth {
		if p.excess == 0 {
			p.problem(d.Open, Tolerated, fmt.Sprintf("more than %d sections inside each other", maxDepth))
		}
		p.excess++
		return
	}
	p.open = append(p.open, d)
	p.body = &d.Body
}

// close reads a closing tag. One that names an outer section closes all down to
// it; one that names none is left out.
func (p *parser) close(l *line, start int) {
	word := nextWord(l.text, start)
	tag := p.span(l.places(start, word.end))
	name, closed := strings.CutSuffix(l.text[start+2:word.end], ">")
	if !closed {
		p.problemAt(tag, p.lastLine(l), AtReading, fmt.Sprintf("</%s has no closing \">\"", short(name)))
	}
	if p.excess > 0 {
		p.excess--
		return
	}
	n := p.find(name)
	switch {
	case n < 0:
		p.problemAt(tag, p.lastLine(l), AtReading, fmt.Sprintf("</%s> closes no section", short(name)))
		return
	case n < len(p.open)-1:
		inner := p.open[len(p.open)-1].Name.Value
		p.problemAt(tag, p.lastLine(l), AtReading,
			fmt.Sprintf("expected </%s> but saw </%s>", short(inner), short(name)))
	}
	p.trailing(l, word.end, name)
	p.open[n].Close = tag
	p.pop(n)
}

// trailing looks at what follows a closing tag: httpd does not read it, but
// does not find the end of a conditional section then.
func (p *parser) trailing(l *line, i int, name string) {
	if i = skipBlanks(l.text, i); i == len(l.text) {
		return
	}
	refusal := Tolerated
	if IsCondition(name) {
		refusal = Conditional
	}
	p.problemAt(p.span(l.places(i, len(l.text))), p.lastLine(l), refusal, fmt.Sprintf("text after </%s>", short(name)))
}

// IsCondition reports whether a section of the name is decided while httpd
// reads the file: its body counts as if it stood there alone, or not at all.
func IsCondition(name string) bool {
	for _, c := range []string{"IfModule", "IfDefine", "IfVersion", "IfFile", "IfDirective", "IfSection"} {
		if strings.EqualFold(c, name) {
			return true
		}
	}
	return false
}

// find gives the index of the innermost open section of the name, or -1.
func (p *parser) find(name string) int {
	for n := len(p.open) - 1; n >= 0; n-- {
		if p.open[n].Is(name) {
			return n
		}
	}
	return -1
}

// pop closes the open sections from the nth on.
func (p *parser) pop(n int) {
	p.open = p.open[:n]
	p.body = &p.config.Body
	if n > 0 {
		p.body = &p.open[n-1].Body
	}
}

// unclosed reports the sections that are open at the end. httpd names the
// outermost.
func (p *parser) unclosed() {
	const enough = 3
	for i, d := range p.open {
		if i == enough {
			return
		}
		refusal := AtReading
		if IsCondition(d.Name.Value) {
			refusal = Conditional
		}
		p.problemAt(d.Open, d.Last, refusal, fmt.Sprintf("<%s> is not closed", short(d.Name.Value)))
	}
}

// invisible reports characters that look like nothing or like a blank and are
// neither to httpd.
func (p *parser) invisible(d *Directive) {
	p.hiddenIn(d.Name)
	for _, w := range d.Args {
		p.hiddenIn(w)
	}
}

func (p *parser) hiddenIn(w Word) {
	text := w.Span.Text()
	if ascii(text) {
		return
	}
	for i, c := range text {
		if what := hidden[c]; what != "" {
			at := w.Span.Start + i
			p.problem(p.span(at, at+utf8.RuneLen(c)), Tolerated, what)
			return
		}
	}
}

func ascii(text string) bool {
	for i := 0; i < len(text); i++ {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

var hidden = map[rune]string{
	'\u00a0': "a no-break space stands where a blank looks to be",
	'\u200b': "an invisible zero-width space stands here",
	'\ufeff': "an invisible byte order mark stands here",
	'\u201c': "a typographic quote is no quote to httpd",
	'\u201d': "a typographic quote is no quote to httpd",
	'\u2018': "a typographic quote is no quote to httpd",
	'\u2019': "a typographic quote is no quote to httpd",
}

// lastLine is the number that httpd gives the line: that of its last part.
func (p *parser) lastLine(l *line) int { return p.config.File.Position(l.end).Line }

func (p *parser) problem(span audit.Span, refusal Refusal, message string) {
	line := 0
	if !p.dropped { // to tell the line of every place in a long line is slow
		line = span.Line()
	}
	p.problemAt(span, line, refusal, message)
}

func (p *parser) problemAt(span audit.Span, line int, refusal Refusal, message string) {
	c := p.config
	if len(c.Problems) < maxProblems {
		c.Problems = append(c.Problems, Problem{span, message, refusal, line})
		return
	}
	if !p.dropped {
		p.dropped = true
		c.Problems = append(c.Problems, Problem{span, "more problems follow and are not listed", Tolerated, line})
	}
}

// short shortens a name for a message.
func short(name string) string {
	const longest = 40
	if utf8.RuneCountInString(name) <= longest {
		return name
	}
	return string([]rune(name[:min(len(name), 4*longest)])[:longest]) + "…"
}
