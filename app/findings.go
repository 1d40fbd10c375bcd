package app

import (
	"cmp"
	"slices"
	"strings"

	"preflight/rules"
	"preflight/rules/audit"
)

// Class is what the lists show a verdict as: a severity for a finding, else
// how it came out.
type Class string

// The classes, the most pressing first.
const (
	Critical Class = "critical"
	High     Class = "high"
	Medium   Class = "medium"
	Low      Class = "low"
	Info     Class = "info"
	Unknown  Class = "unknown"
	Ignored  Class = "ignored"
	Passed   Class = "pass"
)

// Classes lists the classes, the most pressing first.
func Classes() []Class {
	return []Class{Critical, High, Medium, Low, Info, Unknown, Ignored, Passed}
}

// shapes are the signs that stand beside the colours.
var shapes = map[Class]string{
	Critical: "◆", High: "▲", Medium: "●", Low: "○", Info: "i", Unknown: "?", Ignored: "⊘", Passed: "✓",
}

// rank orders classes, the most pressing first.
func (c Class) rank() int { return slices.Index(Classes(), c) }

// ClassOf gives the class of a verdict.
func ClassOf(v *audit.Verdict) Class {
	switch {
	case v.Outcome == audit.Pass:
		return Passed
	case v.Outcome == audit.Unknown:
		return Unknown
	case v.Ignore != nil:
		return Ignored
	}
	return Class(v.Severity.String())
}

// Filter says which verdicts the list shows.
type Filter struct {
	Hidden   map[Class]bool
	Text     string // words that must all occur
	FileOnly bool   // only those of the current file
	Order    Order
}

// Order is how the list is sorted. The zero Order puts the most pressing first.
type Order string

// The orders of the list.
const (
	BySeverity Order = ""
	ByFile     Order = "file" // as the files and their lines follow
	ByRule     Order = "rule"
)

func newFilter() Filter {
	return Filter{Hidden: map[Class]bool{Passed: true, Ignored: true}}
}

// Counts tells how many verdicts of each class the report holds.
func (s *Session) Counts() map[Class]int {
	counts := map[Class]int{}
	if s.report != nil {
		for _, v := range s.report.Verdicts {
			counts[ClassOf(v)]++
		}
	}
	return counts
}

// tally is what was found in one document.
type tally struct {
	worst    Class // empty: nothing
	findings int
}

// Worst gives the most pressing class among a document's findings and their
// number; an empty class where there is none.
func (s *Session) Worst(d *Document) (worst Class, findings int) {
	t := s.tallies[d]
	return t.worst, t.findings
}

// tallied counts the findings of each document of the report.
func (s *Session) tallied() map[*Document]tally {
	tallies := map[*Document]tally{}
	for _, v := range s.report.Verdicts {
		d := s.document(v.Span)
		if d == nil || !v.Finding() {
			continue
		}
		t := tallies[d]
		t.findings++
		if c := ClassOf(v); t.worst == "" || c.rank() < t.worst.rank() {
			t.worst = c
		}
		tallies[d] = t
	}
	return tallies
}

// Shown lists the verdicts that pass the filter, in its order; equals stay in
// the order of files and lines.
func (s *Session) Shown() []*audit.Verdict {
	if s.report == nil {
		return nil
	}
	words := strings.Fields(strings.ToLower(s.Filter.Text))
	var shown []*audit.Verdict
	for _, v := range s.report.Verdicts {
		if s.Filter.Hidden[ClassOf(v)] || s.Filter.FileOnly && s.document(v.Span) != s.current {
			continue
		}
		if mentions(v, words) {
			shown = append(shown, v)
		}
	}
	switch s.Filter.Order {
	case BySeverity:
		slices.SortStableFunc(shown, func(a, b *audit.Verdict) int {
			return cmp.Compare(ClassOf(a).rank(), ClassOf(b).rank())
		})
	case ByRule:
		slices.SortStableFunc(shown, func(a, b *audit.Verdict) int { return cmp.Compare(a.Rule, b.Rule) })
	}
	return shown
}

func mentions(v *audit.Verdict, words []string) bool {
	if len(words) == 0 {
		return true
	}
	name := ""
	if v.Span.File != nil {
		name = v.Span.File.Name
	}
	text := strings.ToLower(v.Rule + " " + headline(v) + " " + titleOf(v.Rule) + " " + name)
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

func titleOf(rule string) string {
	if r, ok := rules.Lookup(rule); ok {
		return r.Title
	}
	return rule
}

// headline is the line that stands for a verdict in a list.
func headline(v *audit.Verdict) string {
	switch {
	case v.Outcome == audit.Pass:
		return "Not found: " + titleOf(v.Rule)
	case v.Outcome == audit.Unknown:
		return titleOf(v.Rule) + "?"
	case v.Message == "":
		return titleOf(v.Rule)
	}
	return v.Message
}

// Problems lists what readers could not make sense of.
func (s *Session) Problems() []audit.Problem {
	if s.report == nil {
		return nil
	}
	return s.report.Problems
}

// selection names a verdict in a way that outlives the next audit.
type selection struct {
	verdict *audit.Verdict
	name    verdictName
	line    int
}

type verdictName struct {
	rule, message string
	document      *Document
}

func (s *Session) nameOf(v *audit.Verdict) verdictName {
	return verdictName{v.Rule, v.Message, s.document(v.Span)}
}

// Selected is the verdict being explained, or nil.
func (s *Session) Selected() *audit.Verdict { return s.selected.verdict }

// Select makes a verdict the explained one and shows its document; nil ends it.
func (s *Session) Select(v *audit.Verdict) {
	s.selected = selection{verdict: v}
	if v == nil {
		return
	}
	s.selected.name, s.selected.line = s.nameOf(v), v.Span.Line()
	if d := s.document(v.Span); d != nil {
		s.current = d
	}
}

// reselect finds the selected verdict in a new report: the one with the same
// name that is nearest to its old line, else none.
func (s *Session) reselect() {
	if s.selected.verdict == nil {
		return
	}
	old := s.selected
	s.selected.verdict = nil
	best := 1 << 30
	for _, v := range s.report.Verdicts {
		if s.nameOf(v) != old.name || v.Outcome != old.verdict.Outcome {
			continue
		}
		if far := abs(v.Span.Line() - old.line); far < best {
			best, s.selected.verdict = far, v
		}
	}
	if v := s.selected.verdict; v != nil {
		s.selected.line = v.Span.Line()
	}
}

func abs(n int) int { return max(n, -n) }

// Step selects the next verdict of the list, or with -1 the one before, round
// the end; nothing selected, it starts at the top.
func (s *Session) Step(by int) *audit.Verdict {
	shown := s.Shown()
	if len(shown) == 0 {
		return nil
	}
	at := slices.Index(shown, s.selected.verdict)
	switch {
	case at >= 0:
		at = (at + by + len(shown)) % len(shown)
	case by < 0:
		at = len(shown) - 1
	default:
		at = 0
	}
	s.Select(shown[at])
	return shown[at]
}

// Coverage tells, for each format, how many of its rules said something and
// how many it has.
type Coverage struct {
	Format audit.Format
	Files  int
	Asked  int // rules with at least one verdict
	Rules  int
}

// Covered lists what was and what was not checked.
func (s *Session) Covered() []Coverage {
	said := map[string]bool{}
	files := map[audit.Kind]int{}
	if s.report != nil {
		for _, v := range s.report.Verdicts {
			said[v.Rule] = true
		}
		for _, f := range s.report.Files {
			files[f.Kind]++
		}
	}
	var covered []Coverage
	for _, format := range rules.Kinds() {
		c := Coverage{Format: format, Files: files[format.Kind], Rules: len(format.Rules())}
		for _, id := range format.Rules() {
			if said[id] {
				c.Asked++
			}
		}
		covered = append(covered, c)
	}
	return covered
}
