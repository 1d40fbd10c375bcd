package django

import (
	"slices"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/syntax/python"
)

// Set is a fix that makes the setting hold the text. It replaces the literal of
// the one statement that decides it, or adds an assignment at the end of the
// module. It is nil where neither is sure to help: a value that comes from
// another line is changed there.
func (s *Settings) Set(name, text, title string) *audit.Fix {
	if !s.Has(name) {
		return &audit.Fix{Title: title, Edits: []audit.Edit{s.append(name + " = " + text)}}
	}
	value := s.assigned(name)
	if value.IsZero() || !written(s.expression(name)) {
		return nil
	}
	return &audit.Fix{Title: title, Edits: []audit.Edit{{Span: value, Text: text}}}
}

// written reports whether an expression says its value by itself.
func written(x python.Expr) bool {
	switch x := x.(type) {
	case *python.Str, *python.Number, *python.Constant:
		return true
	case *python.UnaryOp:
		return written(x.Operand)
	case *python.List:
		return !slices.ContainsFunc(x.Elts, func(e python.Expr) bool { return !written(e) })
	case *python.Tuple:
		return !slices.ContainsFunc(x.Elts, func(e python.Expr) bool { return !written(e) })
	}
	return false
}

// assigned is the expression of the only assignment of a setting in the file.
func (s *Settings) assigned(name string) audit.Span {
	places := s.Places(name)
	if len(places) != 1 || places[0].File != s.File {
		return audit.Span{}
	}
	found := audit.Span{}
	s.walkTo(places[0], func(n python.Node) {
		if at, ok := assignment(n, name); ok {
			found = at
		}
	})
	return found
}

// walkTo visits the statement at a place of the module.
func (s *Settings) walkTo(place audit.Span, visit func(python.Node)) {
	for _, stmt := range s.module.Body {
		if at := stmt.Span(); at.File != place.File || at.End < place.Start || at.Start > place.Start {
			continue
		}
		python.Walk(stmt, func(n python.Node) bool {
			at := n.Span()
			if at == place {
				visit(n)
			}
			return at.Start <= place.Start && place.End <= at.End
		})
	}
}

// assignment gives the value of a statement that assigns just the name.
func assignment(n python.Node, name string) (audit.Span, bool) {
	switch n := n.(type) {
	case *python.Assign:
		if target, ok := n.Targets[0].(*python.Name); ok && len(n.Targets) == 1 && target.ID == name {
			return valueSpan(n, target), true
		}
	case *python.AnnAssign:
		if target, ok := n.Target.(*python.Name); ok && n.Value != nil && target.ID == name {
			return valueSpan(n, n.Annotation), true
		}
	}
	return audit.Span{}, false
}

// valueSpan is the right side of an assignment, parentheses and all: what
// follows the equals sign after the target or its annotation.
func valueSpan(stmt, before python.Node) audit.Span {
	span := stmt.Span()
	text := span.File.Text
	start := before.Span().End
	for start < span.End && text[start] != '=' {
		start++
	}
	for start++; start < span.End && (text[start] == ' ' || text[start] == '\t'); start++ {
	}
	return span.File.Span(start, span.End)
}

// append adds a line at the end of the module, or of the class of settings.
func (s *Settings) append(line string) audit.Edit {
	text := s.File.Text
	end := s.File.Span(len(text), len(text))
	eol := lineEnd(text)
	if s.Class != "" {
		return s.appendToClass(line, eol)
	}
	if text != "" && !strings.HasSuffix(text, "\n") && !strings.HasSuffix(text, "\r") {
		return audit.Edit{Span: end, Text: eol + line}
	}
	return audit.Edit{Span: end, Text: line + eol}
}

func lineEnd(text string) string {
	if strings.Contains(text, "\r\n") {
		return "\r\n"
	}
	return "\n"
}

func (s *Settings) appendToClass(line, eol string) audit.Edit {
	for _, stmt := range s.module.Body {
		class, ok := stmt.(*python.ClassDef)
		if !ok || class.Name != s.Class || len(class.Body) == 0 {
			continue
		}
		last := class.Body[len(class.Body)-1].Span()
		row := s.File.Line(class.Body[0].Span().Line())
		indent := s.File.Text[row.Start:class.Body[0].Span().Start]
		if strings.TrimSpace(indent) != "" {
			indent = "    "
		}
		end := s.File.Span(last.End, last.End)
		return audit.Edit{Span: end, Text: eol + indent + line}
	}
	return audit.Edit{Span: s.File.Span(len(s.File.Text), len(s.File.Text)), Text: line + eol}
}

// importOS gives the edit that imports os, or none where the module does.
func (s *Settings) importOS() []audit.Edit {
	for _, stmt := range s.module.Body {
		if imp, ok := stmt.(*python.Import); ok {
			for _, a := range imp.Names {
				if a.Name == "os" && a.AsName == "" {
					return nil
				}
			}
		}
	}
	at := s.importPlace()
	return []audit.Edit{{Span: s.File.Span(at, at), Text: "import os" + lineEnd(s.File.Text)}}
}

// importPlace is the start of the first statement after the docstring and the
// imports from __future__.
func (s *Settings) importPlace() int {
	for i, stmt := range s.module.Body {
		if e, ok := stmt.(*python.ExprStmt); ok && i == 0 {
			if _, doc := e.Value.(*python.Str); doc {
				continue
			}
		}
		if f, ok := stmt.(*python.ImportFrom); ok && f.Module == "__future__" {
			continue
		}
		return s.File.Line(stmt.Span().Line()).Start
	}
	return len(s.File.Text)
}

// prepend is a fix that puts a text first in a list that one statement of the
// module writes out. It keeps the layout of the first element.
func (s *Settings) prepend(name, text, title string) *audit.Fix {
	list, ok := s.expression(name).(*python.List)
	if !ok {
		return nil
	}
	quoted := `"` + text + `"`
	if len(list.Elts) == 0 {
		at := list.Span().Start + 1
		return &audit.Fix{Title: title, Edits: []audit.Edit{{Span: s.File.Span(at, at), Text: quoted}}}
	}
	first := list.Elts[0].Span()
	if strings.HasPrefix(first.Text(), "'") {
		quoted = "'" + text + "'"
	}
	row := s.File.Line(first.Line())
	indent := s.File.Text[row.Start:first.Start]
	separator := ", "
	if strings.TrimSpace(indent) == "" {
		separator = "," + lineEnd(s.File.Text) + indent
	}
	at := s.File.Span(first.Start, first.Start)
	return &audit.Fix{Title: title, Edits: []audit.Edit{{Span: at, Text: quoted + separator}}}
}

// expression is the right side of the only assignment of a setting.
func (s *Settings) expression(name string) python.Expr {
	places := s.Places(name)
	if len(places) != 1 {
		return nil
	}
	var found python.Expr
	s.walkTo(places[0], func(n python.Node) {
		if value := rightSide(n, name); value != nil && found == nil {
			found = value
		}
	})
	return found
}

func rightSide(n python.Node, name string) python.Expr {
	switch n := n.(type) {
	case *python.Assign:
		if target, ok := n.Targets[0].(*python.Name); ok && target.ID == name {
			return n.Value
		}
	case *python.AnnAssign:
		if target, ok := n.Target.(*python.Name); ok && target.ID == name {
			return n.Value
		}
	}
	return nil
}

// Remove is a fix that takes the only assignment of a setting out of the
// module, with its line where nothing else stands on it.
func (s *Settings) Remove(name, title string) *audit.Fix {
	places := s.Places(name)
	if len(places) != 1 || places[0].File != s.File || !s.topLevel(places[0]) {
		return nil
	}
	first, last := s.File.Line(places[0].Line()), s.File.Line(places[0].EndPosition().Line)
	text := s.File.Text
	if first.Start != places[0].Start || strings.TrimSpace(text[places[0].End:last.End]) != "" {
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

// topLevel reports whether a statement stands in no block: taking it out leaves
// no block empty.
func (s *Settings) topLevel(place audit.Span) bool {
	for _, stmt := range s.module.Body {
		if stmt.Span() == place {
			return true
		}
	}
	return false
}
