package apache

import (
	"slices"
	"strings"

	"preflight/rules/audit"
)

// setTo is the fix that gives the directive other arguments. What a macro's
// parameters make of a line is not changed by any fix: other uses may need it.
func (u *Use) setTo(args string) *audit.Fix {
	if u.Filled {
		return nil
	}
	return &audit.Fix{
		Title: "Set " + u.Name.Value + " to " + args,
		Edits: []audit.Edit{{Span: u.Rest, Text: args}},
	}
}

// setWords is setTo for several words, under a title of its own. There is no fix
// where a word would have to be quoted.
func (u *Use) setWords(words []string, title string) *audit.Fix {
	for _, w := range words {
		if w == "" || strings.ContainsAny(w, " \t\"'\\") {
			return nil
		}
	}
	return titled(u.setTo(strings.Join(words, " ")), title)
}

// titled gives a fix, where there is one, another title.
func titled(fix *audit.Fix, title string) *audit.Fix {
	if fix != nil {
		fix.Title = title
	}
	return fix
}

// setArg is the fix that replaces the nth argument.
func (u *Use) setArg(n int, text, title string) *audit.Fix {
	if n >= len(u.Args) || u.Filled {
		return nil
	}
	return &audit.Fix{Title: title, Edits: []audit.Edit{{Span: u.Args[n].Span, Text: text}}}
}

// remove is the fix that takes the directive out, with its line.
func (u *Use) remove(title string) *audit.Fix {
	if u.Filled {
		return nil
	}
	text := u.File.Text
	start, end := u.Open.Start, u.Open.End
	for start > 0 && (text[start-1] == ' ' || text[start-1] == '\t') {
		start--
	}
	if i := strings.IndexByte(text[end:], '\n'); i >= 0 {
		end += i + 1
	} else {
		end = len(text)
	}
	return &audit.Fix{Title: title, Edits: []audit.Edit{{Span: u.File.Span(start, end)}}}
}

// indent gives the blanks before the span on its line.
func indent(span audit.Span) string {
	text := span.File.Text
	start := span.Start
	for start > 0 && (text[start-1] == ' ' || text[start-1] == '\t') {
		start--
	}
	return text[start:span.Start]
}

// lineEnd is how the file ends its lines.
func lineEnd(file *audit.File) string {
	if i := strings.IndexByte(file.Text, '\n'); i > 0 && file.Text[i-1] == '\r' {
		return "\r\n"
	}
	return "\n"
}

// add is the fix that writes lines into the scope: at the end of a section, or
// before the first directive of a file. A tab in front is one step inwards.
func (s *Scope) add(lines ...string) *audit.Fix {
	words := strings.Fields(lines[0])
	fix := &audit.Fix{Title: "Add " + strings.Join(words[:min(2, len(words))], " ")}
	if s.Node == nil {
		at := s.Head()
		text := block(lines, indent(at), step(indent(at)), lineEnd(at.File)) + indent(at)
		fix.Edits = []audit.Edit{{Span: at.File.Span(at.Start, at.Start), Text: strings.TrimPrefix(text, indent(at))}}
		return fix
	}
	if s.Node.Close.IsZero() {
		return nil
	}
	at := s.Node.Close
	outer := indent(at)
	inner := outer + step(outer)
	if len(s.Node.Body) > 0 {
		inner = indent(s.Node.Body[0].Open)
	}
	at = at.File.Span(at.Start-len(outer), at.Start-len(outer))
	fix.Edits = []audit.Edit{{Span: at, Text: block(lines, inner, step(inner), lineEnd(at.File))}}
	return fix
}

// addFor is add for a line that a module understands, or httpd itself. httpd does not start with
// such a line if the module is missing, so that there is no fix then; the line
// is put under a condition unless the module is known to be there.
func (s *Scope) addFor(module, line string) *audit.Fix {
	switch c := s.config; {
	case module != "" && c.loads(module) == audit.No:
		return nil
	case module == "", c.needs(module):
		return s.add(line)
	}
	return s.add("<IfModule mod_"+module+".c>", "\t"+line, "</IfModule>")
}

// usual are the directives by which a module that fixes write for is seen at work.
var usual = map[string][]string{
	"headers": {"Header", "RequestHeader"},
	"ssl":     {"SSLEngine", "SSLCertificateFile", "SSLProtocol", "SSLCipherSuite"},
}

// needs reports whether the module is certainly there: a line loads it, or
// httpd would not start without it as things are.
func (c *Config) needs(module string) bool {
	if _, known := c.memo.needs[module]; !known {
		if c.memo.needs == nil {
			c.memo.needs = map[string]bool{}
		}
		c.memo.needs[module] = c.loadsAlways(module) || slices.ContainsFunc(usual[module], c.usesAlways)
	}
	return c.memo.needs[module]
}

func (c *Config) loadsAlways(module string) bool {
	return slices.ContainsFunc(c.Uses("LoadModule"), func(u *Use) bool {
		return u.When == audit.Yes && moduleName(u.Value(0)) == module
	})
}

// usesAlways reports whether the directive stands somewhere without a condition.
func (c *Config) usesAlways(name string) bool {
	return slices.ContainsFunc(c.Uses(name), func(u *Use) bool {
		return u.Guard == nil && u.Scope.Kind != ".htaccess" && !u.Scope.Within("macro")
	})
}

// block writes lines with the blanks before them.
func block(lines []string, before, step, end string) string {
	var out strings.Builder
	for _, line := range lines {
		out.WriteString(before + strings.Replace(line, "\t", step, 1) + end)
	}
	return out.String()
}

// step is one step inwards for lines that start with the blanks.
func step(blanks string) string {
	if strings.HasPrefix(blanks, "\t") {
		return "\t"
	}
	return "    "
}
