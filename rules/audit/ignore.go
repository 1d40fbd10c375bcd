package audit

import (
	"fmt"
	"regexp"
	"strings"
)

// Ignore is a comment that accepts a finding:
//
//	# preflight: ignore nginx/autoindex -- public download area
//
// It speaks of its own line, or, alone on a line, of the next line that is
// not such a comment.
type Ignore struct {
	Span   Span
	Rules  []string
	Reason string
	Used   bool // at least one finding was ignored by it

	line    int
	problem string
}

// Valid reports whether the comment names a rule and gives a reason.
func (g *Ignore) Valid() bool { return g.problem == "" }

var ignoreMark = regexp.MustCompile(`(?i)\bpreflight:\s*ignore\b`)

// hollow are reasons that say nothing.
var hollow = map[string]bool{"": true, "-": true, "todo": true, "fixme": true, "by design": true, "reason": true}

// Comment shows the audit a comment of a file, as its reader found it. Ignores
// in it are honoured; other comments are left alone.
func (s *Stack) Comment(place Span) {
	text := place.Text()
	mark := ignoreMark.FindStringIndex(text)
	if mark == nil {
		return
	}
	g := &Ignore{Span: place, line: place.Line()}
	list, reason, _ := strings.Cut(text[mark[1]:], "--")
	g.Rules = strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' || r == '\t' })
	g.Reason = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(reason), "-->"))
	switch {
	case len(g.Rules) == 0:
		g.problem = "the ignore comment names no rule"
	case hollow[strings.ToLower(g.Reason)]:
		g.problem = `the ignore comment gives no reason: write "-- why" after the rule`
	}
	if g.problem == "" {
		for _, id := range g.Rules {
			if s.catalogue != nil && s.catalogue[id] == nil {
				g.problem = fmt.Sprintf("the ignore comment names %q, which is no rule", id)
			}
		}
	}
	s.ignores = append(s.ignores, g)
}

// aloneOnLine reports whether only blanks stand before the comment.
func aloneOnLine(place Span) bool {
	line := place.File.Line(place.Line())
	return strings.TrimSpace(place.File.Text[line.Start:place.Start]) == ""
}

type ignoreKey struct {
	file *File
	line int
	rule string
}

type ignoreIndex map[ignoreKey]*Ignore

func (x ignoreIndex) match(v *Verdict) *Ignore {
	if v.Span.IsZero() {
		return nil
	}
	g := x[ignoreKey{v.Span.File, v.Span.Line(), v.Rule}]
	if g != nil {
		g.Used = true
	}
	return g
}

func (s *Stack) ignoreIndex() ignoreIndex {
	index := ignoreIndex{}
	alone := map[ignoreKey]bool{}
	for _, g := range s.ignores {
		if aloneOnLine(g.Span) {
			alone[ignoreKey{file: g.Span.File, line: g.line}] = true
		}
	}
	target := map[ignoreKey]int{} // the line that a run of lone comments speaks of
	for i := len(s.ignores) - 1; i >= 0; i-- {
		g := s.ignores[i]
		line, known := target[ignoreKey{file: g.Span.File, line: g.line}]
		for at := g.line; !known; at++ {
			line, known = target[ignoreKey{file: g.Span.File, line: at}]
			if !known && !alone[ignoreKey{file: g.Span.File, line: at}] {
				line, known = at, true
			}
		}
		target[ignoreKey{file: g.Span.File, line: g.line}] = line
		if !g.Valid() {
			continue
		}
		for _, id := range g.Rules {
			if key := (ignoreKey{g.Span.File, line, id}); index[key] == nil {
				index[key] = g
			}
		}
	}
	return index
}

// ignoreProblems are the ignore comments that do nothing, each with why.
func (s *Stack) ignoreProblems() []Problem {
	var problems []Problem
	for _, g := range s.ignores {
		switch {
		case !g.Valid():
			problems = append(problems, Problem{g.Span, g.problem})
		case !g.Used:
			problems = append(problems, Problem{g.Span, "the ignore comment matches no finding"})
		}
	}
	return problems
}
