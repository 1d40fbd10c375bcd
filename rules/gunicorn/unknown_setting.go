package gunicorn

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
	"preflight/rules/spell"
	"preflight/rules/syntax/python"
)

func init() { Rules.Add("unknown-setting", unknownSetting) }

// unknownSetting finds names in the configuration file that are almost settings:
// gunicorn ignores them without a word.
func unknownSetting(s *Server, r *audit.Reporter) {
	if s.scope == nil || s.scope.Missing != "" {
		return
	}
	names := s.scope.Order
	for _, name := range names[:min(len(names), 500)] {
		b := s.scope.Own(name)
		if b == nil || len(b.Places) == 0 || b.Places[0].File != s.File || b.Value.Type == pyconf.Code || s.mentioned(name) {
			continue
		}
		meant := meantBy(name)
		if meant == "" || s.scope.Own(meant) != nil {
			continue
		}
		r.Fail(b.Places[0], name+" is no setting; "+meant+" is", s.renamed(name, meant))
	}
}

// meantBy gives the setting that a name is meant to be: one in other letters,
// the flag of the command line, or a slip of the hand.
func meantBy(name string) string {
	if lookup(name) != nil || len(name) < 3 || len(name) > 40 {
		return ""
	}
	lower := strings.ToLower(name)
	if lookup(lower) != nil && lower != name {
		return lower
	}
	for _, row := range settings() {
		if row.until != (audit.Version{}) {
			continue
		}
		for _, f := range row.flags {
			if flag := strings.ReplaceAll(strings.TrimLeft(f, "-"), "-", "_"); len(flag) > 2 && flag == lower {
				return row.name
			}
		}
	}
	for _, row := range settings() {
		if row.until != (audit.Version{}) || len(name) < 6 {
			continue
		}
		near := spell.Slips(row.name, lower, 2)
		if near == 1 || near == 2 && len(name) > 10 || strings.ReplaceAll(row.name, "_", "") == strings.ReplaceAll(lower, "_", "") {
			return row.name
		}
	}
	return ""
}

// mentioned reports whether the configuration file reads the name: then it is a
// name of its own.
func (s *Server) mentioned(name string) bool {
	if s.read == nil {
		s.read = map[string]bool{}
		for _, stmt := range pyconf.Tree(s.stack, s.File).Body {
			python.Walk(stmt, func(n python.Node) bool {
				s.note(n)
				return true
			})
		}
	}
	return s.read[name]
}

// note takes down the names that are read, and those that are assigned twice.
func (s *Server) note(n python.Node) {
	if name, ok := n.(*python.Name); ok {
		if at := name.Span(); at.Start != s.File.Line(at.Line()).Start {
			s.read[name.ID] = true
		}
	}
}

// renamed is a fix for a name that one plain statement assigns.
func (s *Server) renamed(name, meant string) *audit.Fix {
	a := s.assignment(name)
	if a == nil {
		return nil
	}
	at := s.File.Span(a.Span().Start, a.Span().Start+len(name))
	return &audit.Fix{Title: "Rename to " + meant, Edits: []audit.Edit{{Span: at, Text: meant}}, Review: true}
}
