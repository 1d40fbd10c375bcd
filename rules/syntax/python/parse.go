package python

import (
	"sort"

	"preflight/rules/audit"
)

// Parse reads a file. It never fails: what it could not read is in Problems. A
// file of more than 2 MiB is not read at all.
func Parse(file *audit.File) *Module {
	m := &Module{File: file}
	if len(file.Text) > maxText {
		m.Problems = []audit.Problem{{Span: file.Span(0, 0), Message: "the file is larger than 2 MiB; it is not read"}}
		return m
	}
	l := newLexer(file)
	l.run()
	r := &reader{file: file, text: file.Text, toks: l.toks, lines: l.lines, limit: len(l.lines), problems: l.problems, shapes: map[string]shape{}}
	m.Body = r.module()
	m.Comments = l.comments
	m.LostIndent = r.lost
	m.Problems = r.problems
	sort.SliceStable(m.Problems, func(i, j int) bool {
		return m.Problems[i].Span.Start < m.Problems[j].Span.Start
	})
	if len(m.Problems) > maxProblems {
		m.Problems = m.Problems[:maxProblems]
	}
	return m
}

// module reads every line. A text that is indented as a whole is read as if it
// were not.
func (r *reader) module() []Stmt {
	var list []Stmt
	for r.next < r.limit {
		list = append(list, r.block(r.lines[r.next].indent)...)
	}
	return list
}
