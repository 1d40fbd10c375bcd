package nginxconf

import (
	"strings"
	"unicode/utf8"

	"preflight/rules/audit"
)

// skip moves over what is no nginx text at the start of a statement: Markdown
// fences, YAML keys and lines of nginx's own output, template statements.
func (p *parser) skip() bool {
	end := p.notNginx()
	if end < 0 {
		return false
	}
	span := p.config.File.Span(p.pos, end)
	first := len(p.config.Skipped) == 0
	p.config.Skipped = append(p.config.Skipped, span)
	if first {
		p.problem(span.Start, span.End, span.Start, "this is no nginx directive and is skipped")
	}
	p.pos = end
	return true
}

// notNginx gives the end of such text, or -1.
func (p *parser) notNginx() int {
	switch c := p.text[p.pos]; {
	case c == '{' || c == '<':
		return p.templateStatement()
	case !p.startsLine():
		return -1
	case strings.HasPrefix(p.text[p.pos:p.end], "```"):
		return p.lineEnd(p.pos)
	case letter(c) || digit(c) || c == '-':
		return p.yamlKey()
	}
	return -1
}

// templateStatement gives the end of a placeholder with nothing behind it on
// its line.
func (p *parser) templateStatement() int {
	end := p.template(p.pos)
	if end < 0 {
		return -1
	}
	after := end
	for after < p.end && (p.text[after] == ' ' || p.text[after] == '\t' || p.text[after] == '\r') {
		after++
	}
	if after < p.end && p.text[after] != '\n' && p.text[p.pos+1] != '%' {
		return -1
	}
	return end
}

// startsLine reports whether only blanks stand before the place on its line.
func (p *parser) startsLine() bool {
	for i := p.pos; i > p.part.Span.Start; i-- {
		switch p.text[i-1] {
		case '\n':
			return true
		case ' ', '\t':
		default:
			return false
		}
	}
	return true
}

// yamlKey gives the end of a line "key: value" that does not end as a
// directive does.
func (p *parser) yamlKey() int {
	i := p.pos
	for i < p.end && (letter(p.text[i]) || digit(p.text[i]) || strings.IndexByte("_-.", p.text[i]) >= 0) {
		i++
	}
	if i >= p.end || p.text[i] != ':' || i+1 < p.end && strings.IndexByte(" \r\n", p.text[i+1]) < 0 {
		return -1
	}
	end := p.lineEnd(i)
	line := strings.TrimRight(p.text[i:end], " \t\r")
	if strings.IndexByte(";{}", line[len(line)-1]) >= 0 {
		return -1
	}
	return end
}

// invisible names the characters in a directive that look like a blank or a
// quote and are none. In a name, which nginx then does not know, they count
// as blanks.
func (p *parser) invisible(d *Directive) {
	words := d.Args
	if p.entries() {
		words = append([]Word{d.Name}, words...)
	} else {
		p.splitName(d)
	}
	for _, w := range words {
		if w.Quote != 0 {
			continue
		}
		if at, size, name := disguised(w.Span.Text()); name != "" {
			start := w.Span.Start + at
			p.problem(start, start+size, -1, "invisible or look-alike character: "+name)
		}
	}
}

func (p *parser) splitName(d *Directive) {
	w := d.Name
	at, size, name := disguised(w.Span.Text())
	if w.Quote != 0 || name == "" {
		return
	}
	start := w.Span.Start + at
	stop := max(p.pos-1, start) // nginx looks a name up at its terminator
	switch rest := p.piece(start+size, w.Span.End); {
	case at > 0 && rest.Value != "":
		d.Args = append([]Word{rest}, d.Args...)
		fallthrough
	case at > 0:
		d.Name = p.piece(w.Span.Start, start)
	case rest.Value != "":
		d.Name = rest
	case len(d.Args) > 0:
		d.Name, d.Args = d.Args[0], d.Args[1:]
	default:
		stop = -1 // the name stays, and is unknown
	}
	p.problem(start, start+size, stop, "invisible or look-alike character: "+name)
}

func (p *parser) piece(start, end int) Word {
	return Word{Span: p.config.File.Span(start, end), Value: unescape(p.text[start:end])}
}

// disguised finds the first character that is easily taken for a blank or a
// quote, and gives its place, size and name.
func disguised(text string) (at, size int, name string) {
	for i, r := range text {
		if r >= ' ' && r < utf8.RuneSelf && r != 0x7f {
			continue
		}
		if name := disguises[r]; name != "" {
			return i, utf8.RuneLen(r), name
		}
	}
	return 0, 0, ""
}

var disguises = map[rune]string{
	0: "NUL", '\v': "vertical tab", '\f': "form feed", 0x7f: "delete",
	0x85: "next line (U+0085)", 0xa0: "no-break space (U+00A0)", 0xad: "soft hyphen (U+00AD)",
	0x2002: "en space (U+2002)", 0x2003: "em space (U+2003)", 0x2007: "figure space (U+2007)", 0x2009: "thin space (U+2009)",
	0x200b: "zero width space (U+200B)", 0x200c: "zero width non-joiner (U+200C)", 0x200d: "zero width joiner (U+200D)",
	0x200e: "left-to-right mark (U+200E)", 0x200f: "right-to-left mark (U+200F)",
	0x2018: "left single quote (U+2018)", 0x2019: "right single quote (U+2019)",
	0x201c: "left double quote (U+201C)", 0x201d: "right double quote (U+201D)",
	0x2028: "line separator (U+2028)", 0x2029: "paragraph separator (U+2029)",
	0x202a: "embedding mark (U+202A)", 0x202e: "override mark (U+202E)", 0x202f: "narrow no-break space (U+202F)",
	0x2060: "word joiner (U+2060)", 0x3000: "ideographic space (U+3000)", 0xfeff: "byte order mark (U+FEFF)",
	0xff1b: "fullwidth semicolon (U+FF1B)",
}

const dumpMark = "# configuration file "

// split cuts the output of "nginx -T" into its files. A text without such
// marks is one part.
func split(file *audit.File) []*Part {
	text := file.Text
	var parts []*Part
	start, name := 0, file.Name
	for at := 0; at < len(text); {
		end := len(text)
		if n := strings.IndexByte(text[at:], '\n'); n >= 0 {
			end = at + n + 1
		}
		if next, ok := dumpName(text[at:end]); ok {
			if strings.TrimSpace(text[start:at]) != "" {
				parts = append(parts, &Part{Name: name, Span: file.Span(start, at)})
			}
			start, name = at, next
		}
		at = end
	}
	return append(parts, &Part{Name: name, Span: file.Span(start, len(text))})
}

func dumpName(line string) (string, bool) {
	if !strings.HasPrefix(line, dumpMark) {
		return "", false
	}
	name, ok := strings.CutSuffix(strings.TrimRight(line[len(dumpMark):], " \t\r\n"), ":")
	return name, ok && strings.HasPrefix(name, "/")
}
