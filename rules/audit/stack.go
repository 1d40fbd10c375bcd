package audit

import (
	"fmt"
	"slices"
	"sort"
)

// Problem is something in a file that its reader could not make sense of.
type Problem struct {
	Span    Span
	Message string
}

// Stack is the set of files audited together, and where the formats put what
// they find. It serves one audit in one goroutine.
type Stack struct {
	Files   []*File
	Targets Targets

	catalogue map[string]*Rule
	chosen    Targets
	models    map[any]any
	variables []Variable
	commands  []Command
	written   []Written
	packages  map[string]Span
	problems  []Problem
	ignores   []*Ignore
	verdicts  []*Verdict
	crashes   []string
	scores    []Score
	unscored  []Unscored
}

// NewStack prepares an audit of the files. Chosen holds the releases that the
// user named; the others are the default ones unless a file tells. The catalogue
// gives each rule's metadata by id; a rule that is not in it counts as medium
// and sure.
func NewStack(files []*File, chosen Targets, catalogue map[string]*Rule) *Stack {
	targets := DefaultTargets()
	for name, v := range chosen {
		targets[name] = v
	}
	return &Stack{Files: files, Targets: targets, chosen: chosen, catalogue: catalogue, models: map[any]any{}}
}

// Installs notes the release of a software that a file of the stack installs.
// It becomes the target unless the user chose one.
func (s *Stack) Installs(software string, v Version) {
	if _, ok := s.chosen[software]; !ok {
		s.Targets[software] = v
	}
}

// Of gives the files of one kind, in the order given.
func (s *Stack) Of(kind Kind) []*File {
	var files []*File
	for _, f := range s.Files {
		if f.Kind == kind {
			files = append(files, f)
		}
	}
	return files
}

// Problem notes what a reader could not make sense of.
func (s *Stack) Problem(place Span, message string) {
	s.problems = append(s.problems, Problem{place, message})
}

// ProblemsOf counts the problems noted in a file so far.
func (s *Stack) ProblemsOf(f *File) int {
	n := 0
	for _, p := range s.problems {
		if p.Span.File == f {
			n++
		}
	}
	return n
}

// Reject takes back what was said of a file, which turned out to be of no kind,
// and says why.
func (s *Stack) Reject(f *File, why string) {
	f.Kind = KindUnknown
	s.problems = slices.DeleteFunc(s.problems, func(p Problem) bool { return p.Span.File == f })
	s.verdicts = slices.DeleteFunc(s.verdicts, func(v *Verdict) bool { return v.Span.File == f })
	s.ignores = slices.DeleteFunc(s.ignores, func(g *Ignore) bool { return g.Span.File == f })
	s.Problem(f.Span(0, 0), why)
}

// Once builds a format's model the first time it is asked for and gives the
// same one ever after, so that a rule over several files parses nothing again.
func Once[M any](s *Stack, name string, build func() M) M {
	type key struct{ name string }
	if m, ok := s.models[key{name}].(M); ok {
		return m
	}
	m := build()
	s.models[key{name}] = m
	return m
}

// Guard runs one step of the audit; if it panics, the files of its kind lose
// that step only, and each says so.
func (s *Stack) Guard(kind Kind, step func()) {
	defer func() {
		if cause := recover(); cause != nil {
			s.crashes = append(s.crashes, fmt.Sprintf("%s: %v", kind, cause))
			for _, f := range s.Of(kind) {
				s.Problem(f.Span(0, 0), "the reader crashed on this file; it is not audited")
			}
		}
	}()
	step()
}

func (s *Stack) rule(id string) *Rule {
	if r, ok := s.catalogue[id]; ok {
		return r
	}
	return &Rule{ID: id, Severity: Medium, Confidence: Sure}
}

// Verdicts gives what a rule has said so far, for a rule over several files that
// knows more. Those may be lowered; they are not taken back.
func (s *Stack) Verdicts(rule string) []*Verdict {
	var found []*Verdict
	for _, v := range s.verdicts {
		if v.Rule == rule {
			found = append(found, v)
		}
	}
	return found
}

// Report is the outcome of an audit.
type Report struct {
	Targets  Targets
	Files    []*File
	Problems []Problem  // in the order of files and lines
	Verdicts []*Verdict // in the order of files, lines and rule ids
	Ignores  []*Ignore  // every ignore comment, used or not
	Scores   []Score    // of the services, in the order of files
	Unscored []Unscored // the units that have no score, in the order of files
	LeftOut  []*File    // configuration files that were too many to be audited
	Crashes  []string   // rules and readers that panicked: always a defect
}

// Report ends the audit: ignores are matched, doubles dropped, all is put in
// order.
func (s *Stack) Report() *Report {
	rank := make(map[*File]int, len(s.Files))
	for i, f := range s.Files {
		rank[f] = i
	}
	verdicts := s.settle(rank)
	s.problems = append(s.problems, s.ignoreProblems()...)
	sort.SliceStable(s.problems, func(i, j int) bool {
		return before(rank, s.problems[i].Span, s.problems[j].Span)
	})
	return &Report{
		Targets: s.Targets, Files: s.Files, Problems: s.problems,
		Verdicts: verdicts, Ignores: s.ignores, Scores: s.scores, Unscored: s.unscored, Crashes: s.crashes,
	}
}

func (s *Stack) settle(rank map[*File]int) []*Verdict {
	type identity struct {
		rule, message string
		outcome       Outcome
		span          Span
	}
	seen := map[identity]bool{}
	var kept []*Verdict
	ignored := s.ignoreIndex()
	for _, v := range s.verdicts {
		id := identity{v.Rule, v.Message, v.Outcome, v.Span}
		if seen[id] {
			continue
		}
		seen[id] = true
		if v.Outcome == Fail {
			v.Ignore = ignored.match(v)
		}
		kept = append(kept, v)
	}
	sort.SliceStable(kept, func(i, j int) bool {
		a, b := kept[i], kept[j]
		if a.Span != b.Span {
			return before(rank, a.Span, b.Span)
		}
		return a.Rule < b.Rule
	})
	return kept
}

func before(rank map[*File]int, a, b Span) bool {
	if a.File != b.File {
		return rank[a.File] < rank[b.File]
	}
	return a.Start < b.Start || a.Start == b.Start && a.End < b.End
}
