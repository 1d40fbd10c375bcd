package httpdconf

import "strings"

// Caps on a macro that can be followed. Real ones have a handful of short
// parameters.
const (
	maxParams = 64
	maxParam  = 100  // bytes of a parameter's name
	maxFilled = 8192 // bytes of a line: httpd's own limit
)

// Macro is a section of mod_macro, the body of which is read again at every Use
// with the parameters replaced.
type Macro struct {
	*Directive
	Title  string   // the macro's name in lower case: httpd does not mind the case
	Params []string // such as "$host"

	starts [256]bool // the first bytes of the parameters
}

// MacroOf gives the macro that a <Macro> section defines, or nil where it has no
// name, or more parameters than anybody writes.
func MacroOf(d *Directive) *Macro {
	if !d.Section || !d.Is("Macro") || len(d.Args) == 0 || len(d.Args) > maxParams {
		return nil
	}
	m := &Macro{Directive: d, Title: strings.ToLower(d.Arg(0)), Params: d.Values()[1:]}
	for _, p := range m.Params {
		if p == "" || len(p) > maxParam {
			return nil
		}
		m.starts[p[0]] = true
	}
	return m
}

// Mentions reports whether a parameter stands in the directive's line.
func (m *Macro) Mentions(d *Directive) bool {
	return m.find(d.Name.Value, 0) >= 0 || m.find(d.Text, 0) >= 0
}

// Fill gives a directive of the body with the parameters replaced by the values,
// one for each: as in httpd the line is changed before it is taken apart, so that
// a value may make several words. It gives the directive itself where nothing is
// replaced, and nil where httpd would find the line too long.
func (m *Macro) Fill(d *Directive, values []string) *Directive {
	if !m.Mentions(d) {
		return d
	}
	name, fits := m.replace(d.Name.Value, values)
	text, alsoFits := m.replace(d.Text, values)
	if !fits || !alsoFits {
		return nil
	}
	filled := *d
	filled.Filled = true
	if name = strings.TrimSpace(name + " " + text); name == "" {
		return nil
	}
	first := nextWord(name, 0)
	filled.Name.Value = first.value
	filled.Text = name[skipBlanks(name, first.end):]
	filled.Args = words(filled.Text, d)
	return &filled
}

// words takes a filled text apart. No place in the file is that of one word.
func words(text string, d *Directive) []Word {
	var all []Word
	for i := skipBlanks(text, 0); i < len(text); {
		w := nextWord(text, i)
		all = append(all, Word{Span: d.Rest, Value: w.value, Quote: w.quote})
		i = skipBlanks(text, w.end)
	}
	return all
}

// replace puts the values where parameters stand; what a value brings is not
// looked at again.
func (m *Macro) replace(text string, values []string) (filled string, fits bool) {
	var out strings.Builder
	at := 0
	for {
		i := m.find(text, at)
		if i < 0 {
			out.WriteString(text[at:])
			return out.String(), out.Len() <= maxFilled
		}
		n := m.paramAt(text, i)
		out.WriteString(text[at:i])
		out.WriteString(values[n])
		if out.Len() > maxFilled {
			return "", false
		}
		at = i + len(m.Params[n])
	}
}

// find gives where the first parameter from offset i on stands, or -1.
func (m *Macro) find(text string, i int) int {
	for ; i < len(text); i++ {
		if m.starts[text[i]] && m.paramAt(text, i) >= 0 {
			return i
		}
	}
	return -1
}

// paramAt gives the longest parameter that stands at offset i, or -1.
func (m *Macro) paramAt(text string, i int) int {
	best := -1
	for n, p := range m.Params {
		if strings.HasPrefix(text[i:], p) && (best < 0 || len(p) > len(m.Params[best])) {
			best = n
		}
	}
	return best
}
