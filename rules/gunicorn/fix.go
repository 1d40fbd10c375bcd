package gunicorn

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
	"preflight/rules/syntax/python"
)

// Set is a fix that makes a setting hold another value, where one literal of the
// configuration file or one word of a command line gives it. The texts are the
// value as Python and as a word; a flag without a value is taken out.
func (s *Server) Set(name, literal, word, title string) *audit.Fix {
	switch h := s.Get(name); h.Source {
	case File:
		if at := s.literal(name); !at.IsZero() {
			return &audit.Fix{Title: title, Edits: []audit.Edit{{Span: at, Text: literal}}}
		}
	case Flag:
		if !h.given.setting.takesValue() {
			return cut(h.given.span, title)
		}
		if !h.given.inner.IsZero() && s.once(h.given.setting) {
			return &audit.Fix{Title: title, Edits: []audit.Edit{{Span: h.given.inner, Text: word}}}
		}
	}
	return nil
}

// Drop is a fix that takes a setting out, so that its default holds.
func (s *Server) Drop(name, title string) *audit.Fix {
	switch h := s.Get(name); h.Source {
	case File:
		if stmt := s.assignment(name); stmt != nil {
			return s.dropLine(stmt.Span(), title)
		}
	case Flag:
		if s.once(h.given.setting) {
			return cut(h.given.span, title)
		}
	}
	return nil
}

// once reports whether the command line gives the setting a single time.
func (s *Server) once(row *setting) bool {
	n := 0
	for _, g := range s.flags.options {
		if g.setting == row {
			n++
		}
	}
	return n == 1
}

// assignment is the one statement of the configuration file that gives the name
// its value, outside of any block.
func (s *Server) assignment(name string) *python.Assign {
	var places []audit.Span
	if b := s.scope.Own(name); b != nil {
		places = b.Places
	}
	if len(places) != 1 || places[0].File != s.File {
		return nil
	}
	for _, stmt := range pyconf.Tree(s.stack, s.File).Body {
		a, ok := stmt.(*python.Assign)
		if !ok || a.Span() != places[0] || len(a.Targets) != 1 {
			continue
		}
		if target, ok := a.Targets[0].(*python.Name); ok && target.ID == name {
			return a
		}
	}
	return nil
}

// literal is where the one assignment of a name writes its value out.
func (s *Server) literal(name string) audit.Span {
	a := s.assignment(name)
	if a == nil || !written(a.Value) {
		return audit.Span{}
	}
	return a.Value.Span()
}

// written reports whether an expression says its value by itself.
func written(x python.Expr) bool {
	switch x := x.(type) {
	case *python.Str, *python.Number, *python.Constant:
		return true
	case *python.List:
		return len(x.Elts) == 1 && written(x.Elts[0])
	}
	return false
}

// dropLine takes a statement out with its line, where nothing else stands on it.
func (s *Server) dropLine(at audit.Span, title string) *audit.Fix {
	text := s.File.Text
	first, last := s.File.Line(at.Line()), s.File.Line(at.EndPosition().Line)
	if first.Start != at.Start || strings.TrimSpace(text[at.End:last.End]) != "" {
		return nil
	}
	end := last.End
	for _, eol := range []string{"\r\n", "\n", "\r"} {
		if strings.HasPrefix(text[end:], eol) {
			end += len(eol)
			break
		}
	}
	return &audit.Fix{Title: title, Edits: []audit.Edit{{Span: s.File.Span(first.Start, end)}}}
}

// cut takes words out of a command line: with the blanks before them, and with
// the comma where they stand in a list. A line of its own in a list is left to
// a person.
func cut(at audit.Span, title string) *audit.Fix {
	text, start := at.File.Text, at.Start
	for start > 0 && (text[start-1] == ' ' || text[start-1] == '\t') {
		start--
	}
	switch {
	case start == 0 || text[start-1] == '\n' || text[start-1] == '\r' || text[start-1] == '[':
		return nil
	case text[start-1] == '-' && (start == 1 || strings.IndexByte(" \t\n", text[start-2]) >= 0):
		return nil // an item of a list in YAML
	case text[start-1] == ',':
		start--
	}
	return &audit.Fix{Title: title, Edits: []audit.Edit{{Span: at.File.Span(start, at.End)}}}
}
