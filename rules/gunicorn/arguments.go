package gunicorn

import (
	"slices"
	"strconv"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

// given is one option of a command line, or of GUNICORN_CMD_ARGS.
type given struct {
	setting *setting
	flag    string        // as written, without its value
	value   *pyconf.Value // as the option's own type reads it
	refused string        // why gunicorn does not start with it
	span    audit.Span    // the option and its value
	inner   audit.Span    // the value alone, without quotes; zero where its place is not sure
}

// arguments are the words behind the program.
type arguments struct {
	options  []*given
	operands []audit.Word
	stray    []audit.Word // options that gunicorn does not know
	open     string       // what settles words that may be further options; empty where there are none
}

// checksOnly reports whether an option is there by which nothing is served.
func (a *arguments) checksOnly() bool {
	return slices.ContainsFunc(a.options, func(g *given) bool {
		return g.setting.name == "check_config" || g.setting.name == "print_config"
	})
}

// readArguments reads words as gunicorn's own parser does.
func readArguments(words []audit.Word, v audit.Version) *arguments {
	p := &argumentReader{words: words, version: v, out: &arguments{}, flags: map[string]*setting{}}
	for p.at < len(p.words) {
		p.next()
	}
	return p.out
}

type argumentReader struct {
	words   []audit.Word
	at      int
	version audit.Version
	plain   bool                // behind "--"
	flags   map[string]*setting // those looked up before; nil for what is no option
	out     *arguments
}

func (p *argumentReader) next() {
	w := p.words[p.at]
	p.at++
	switch {
	case w.Open && strings.HasPrefix(w.Text, "$"):
		p.out.open = "the words in " + cutShort(w.Text) + " may be further options"
	case p.plain || !isOption(w.Text):
		p.out.operands = append(p.out.operands, w)
	case w.Text == "--":
		p.plain = true
	case strings.HasPrefix(w.Text, "--"):
		p.long(w)
	default:
		p.short(w)
	}
}

// lookup finds the setting of a flag, each flag once.
func (p *argumentReader) lookup(flag string) (s *setting, ok bool) {
	s, known := p.flags[flag]
	if !known {
		s, _ = fromFlag(flag, p.version)
		p.flags[flag] = s
	}
	return s, s != nil
}

// isOption reports whether a word is an option and no value: a negative number
// is one.
func isOption(text string) bool {
	if len(text) < 2 || text[0] != '-' {
		return false
	}
	if _, err := strconv.ParseFloat(text, 64); err == nil && (text[1] == '.' || text[1] >= '0' && text[1] <= '9') {
		return false
	}
	return true
}

func (p *argumentReader) long(w audit.Word) {
	flag, value, joined := strings.Cut(w.Text, "=")
	s, ok := p.lookup(flag)
	if !ok {
		p.out.stray = append(p.out.stray, w)
		return
	}
	if joined && !s.takesValue() {
		v := &pyconf.Value{Type: pyconf.Bool, Bool: true, Span: w.Span, At: w.Span}
		p.out.options = append(p.out.options, &given{setting: s, flag: flag, value: v, span: w.Span, refused: "no option with a value"})
		return
	}
	if joined {
		p.add(s, flag, w, audit.Word{Text: value, Span: within(w, len(flag)+1), Open: w.Open}, w.Span)
		return
	}
	p.valued(s, flag, w)
}

// short reads "-b x", "-bx" and "-DR".
func (p *argumentReader) short(w audit.Word) {
	for rest := w.Text[1:]; rest != ""; rest = rest[1:] {
		flag := "-" + rest[:1]
		s, ok := p.lookup(flag)
		switch {
		case !ok:
			p.out.stray = append(p.out.stray, w)
			return
		case s.takesValue() && len(rest) > 1:
			value := strings.TrimPrefix(rest[1:], "=")
			p.add(s, flag, w, audit.Word{Text: value, Span: within(w, len(w.Text)-len(value)), Open: w.Open}, w.Span)
			return
		}
		p.valued(s, flag, w)
	}
}

// valued takes the next word where the option needs one.
func (p *argumentReader) valued(s *setting, flag string, w audit.Word) {
	hasNext := p.at < len(p.words) && !isOption(p.words[p.at].Text)
	switch {
	case s.action == "store_true" || s.action == "store_const":
		v := &pyconf.Value{Type: pyconf.Bool, Bool: s.action == "store_true", Span: w.Span, At: w.Span}
		p.out.options = append(p.out.options, &given{setting: s, flag: flag, value: v, span: w.Span})
	case hasNext:
		value := p.words[p.at]
		p.at++
		value.Span = within(value, 0)
		p.add(s, flag, w, value, w.Span.To(p.words[p.at-1].Span))
	case s.action == "optional":
		v := &pyconf.Value{Type: pyconf.Text, Text: "auto", Span: w.Span, At: w.Span}
		p.out.options = append(p.out.options, &given{setting: s, flag: flag, value: v, span: w.Span})
	default:
		v := &pyconf.Value{Type: pyconf.None, Span: w.Span, At: w.Span}
		p.out.options = append(p.out.options, &given{setting: s, flag: flag, value: v, span: w.Span, refused: "no value follows"})
	}
}

func (p *argumentReader) add(s *setting, flag string, w, value audit.Word, span audit.Span) {
	g := &given{setting: s, flag: flag, span: span, inner: value.Span}
	g.value = fromWord(value.Text, value.Open, span)
	if g.value.Whole() {
		n, ok := int64(0), true
		switch s.action {
		case "int":
			n, ok = decimalInt(value.Text)
		case "auto_int":
			n, ok = autoInt(value.Text)
		}
		switch {
		case !ok:
			g.refused = "not a whole number"
		case s.action == "int" || s.action == "auto_int":
			g.value = &pyconf.Value{Type: pyconf.Int, Int: n, Span: span, At: span}
		}
	}
	p.out.options = append(p.out.options, g)
}

// autoInt is how gunicorn reads a number that may be octal, such as 022.
func autoInt(text string) (int64, bool) {
	if len(text) > 1 && text[0] == '0' && text[1] >= '0' && text[1] <= '9' {
		text = "0o" + text[1:]
	}
	return pythonInt(text)
}

// within is the place of a word's text from an offset on, without its quotes;
// zero where quotes or escapes in it hide where that is.
func within(w audit.Word, offset int) audit.Span {
	raw := w.Span.Text()
	at := strings.Index(raw, w.Text)
	if at < 0 || len(raw)-len(w.Text) > 2 || offset > len(w.Text) {
		return audit.Span{}
	}
	start := w.Span.Start + at
	return w.Span.File.Span(start+offset, start+len(w.Text))
}

// fromWord is a word as a value: known, or what the environment puts into it.
func fromWord(text string, open bool, at audit.Span) *pyconf.Value {
	if !open {
		return &pyconf.Value{Type: pyconf.Text, Text: text, Span: at, At: at}
	}
	var parts []*pyconf.Value
	for text != "" {
		n := strings.IndexAny(text, "$%`")
		if n != 0 {
			if n < 0 {
				n = len(text)
			}
			parts = append(parts, &pyconf.Value{Type: pyconf.Text, Text: text[:n], Span: at, At: at})
			text = text[n:]
			continue
		}
		var hole *pyconf.Value
		hole, text = holeOf(text, at)
		parts = append(parts, hole)
	}
	if len(parts) == 1 {
		return parts[0]
	}
	return &pyconf.Value{Type: pyconf.Text, Parts: parts, Span: at, At: at}
}

// holeOf reads $NAME, ${NAME} or ${NAME:-default} at the start of the text, or
// gives up on the rest of it.
func holeOf(text string, at audit.Span) (hole *pyconf.Value, rest string) {
	body := ""
	switch {
	case strings.HasPrefix(text, "${"):
		end := strings.IndexByte(text, '}')
		if end < 0 {
			break
		}
		body, rest = text[2:end], text[end+1:]
	case text[0] == '$':
		body = text[1 : 1+nameLength(text[1:])]
		rest = text[1+len(body):]
	}
	name := body[:nameLength(body)]
	if name == "" {
		return pyconf.NewUnknown(cutShort(text)+" is put in when it starts", at), ""
	}
	hole = &pyconf.Value{Type: pyconf.Env, Name: name, Shape: pyconf.Text, Span: at, At: at, Question: "env " + name}
	for _, operator := range []string{":-", "-", ":=", "="} {
		if value, ok := strings.CutPrefix(body[len(name):], operator); ok {
			hole.Default = &pyconf.Value{Type: pyconf.Text, Text: value, Span: at, At: at}
			break
		}
	}
	return hole, rest
}

func nameLength(text string) int {
	n := 0
	for n < len(text) && (text[n] == '_' || text[n]|0x20 >= 'a' && text[n]|0x20 <= 'z' || n > 0 && text[n] >= '0' && text[n] <= '9') {
		n++
	}
	return n
}

// cutShort keeps a message short.
func cutShort(text string) string {
	if runes := []rune(text); len(runes) > 24 {
		return string(runes[:23]) + "…"
	}
	return text
}
