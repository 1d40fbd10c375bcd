package audit

import (
	"fmt"
	"sort"
)

// Rule is what a rule's doc says of it, without the prose.
type Rule struct {
	ID         string // "FORMAT/NAME"
	Kind       Kind   // the format the rule reads
	Title      string
	Severity   Severity
	Confidence Confidence
	Since      Version // first release of the software that the rule speaks of; zero: all
	Until      Version // first release that it no longer speaks of; zero: none
	CWE        string  // such as "CWE-489"; may be empty
	SameAs     []string
}

// applies reports whether the rule speaks of release v; an unknown release
// keeps every rule.
func (r *Rule) applies(v Version) bool {
	if v.IsZero() {
		return true
	}
	return !v.Less(r.Since) && (r.Until.IsZero() || v.Less(r.Until))
}

// Set holds the rules of one format, each a function over the model M.
type Set[M any] struct {
	prefix Kind
	checks map[string]func(M, *Reporter)
}

// NewSet makes an empty set whose rules are called "PREFIX/NAME".
func NewSet[M any](prefix Kind) *Set[M] {
	return &Set[M]{prefix: prefix, checks: map[string]func(M, *Reporter){}}
}

// Add registers a rule under its name; the same name twice panics.
func (s *Set[M]) Add(name string, check func(M, *Reporter)) {
	if _, twice := s.checks[name]; twice {
		panic(fmt.Sprintf("rule %s/%s is registered twice", s.prefix, name))
	}
	s.checks[name] = check
}

// IDs gives the ids of the rules in alphabetical order.
func (s *Set[M]) IDs() []string {
	ids := make([]string, 0, len(s.checks))
	for name := range s.checks {
		ids = append(ids, string(s.prefix)+"/"+name)
	}
	sort.Strings(ids)
	return ids
}

// Run asks every rule about the model. A rule that panics loses its own
// verdicts on this model only; the crash is reported at the place given.
func (s *Set[M]) Run(stack *Stack, model M, place Span) {
	for _, id := range s.IDs() {
		rule := stack.rule(id)
		if !rule.applies(stack.Targets[string(s.prefix)]) {
			continue
		}
		s.runOne(stack, rule, model, place)
	}
}

// maxVerdicts is how much one rule may say of one model. Nobody reads more, and
// a hostile file could make it say something of every byte.
const maxVerdicts = 1000

func (s *Set[M]) runOne(stack *Stack, rule *Rule, model M, place Span) {
	r := &Reporter{stack: stack, rule: rule, place: place}
	defer func() {
		if cause := recover(); cause != nil {
			stack.crashes = append(stack.crashes, fmt.Sprintf("%s: %v", rule.ID, cause))
			r.verdicts = nil
			r.Unknown(place, "the rule crashed on this file; its verdict is missing")
		}
		if extra := len(r.verdicts) - maxVerdicts; extra > 0 {
			r.verdicts = r.verdicts[:maxVerdicts]
			stack.Problem(place, fmt.Sprintf("%s says more of this file: %d verdicts are left out", rule.ID, extra))
		}
		stack.verdicts = append(stack.verdicts, r.verdicts...)
	}()
	s.checks[rule.ID[len(s.prefix)+1:]](model, r)
}

// Reporter collects the verdicts of one rule on one model.
type Reporter struct {
	stack    *Stack
	rule     *Rule
	place    Span // for a verdict without one
	verdicts []*Verdict
}

// Target gives the release that the audit assumes of a software.
func (r *Reporter) Target(software string) Version { return r.stack.Targets[software] }

// Named reports whether the release was named, by a person or in a file: what is
// assumed for want of better says nothing of the server at hand.
func (r *Reporter) Named(software string) bool { return r.stack.Named(software) }

// Pass claims that the place was read and is good.
func (r *Reporter) Pass(place Span) *Verdict {
	return r.add(Pass, place, "", nil)
}

// Fail reports a fault: message states the fact in the words of the file. The
// fix may be left out or nil.
func (r *Reporter) Fail(place Span, message string, fix ...*Fix) *Verdict {
	v := r.add(Fail, place, message, nil)
	for _, f := range fix {
		if f != nil && v.Fix == nil {
			v.Fix = f
		}
	}
	return v
}

// Unknown says that the value was not seen, and what would settle it.
func (r *Reporter) Unknown(place Span, settle string) *Verdict {
	return r.add(Unknown, place, settle, nil)
}

// Verdicts gives what the rule has said so far.
func (r *Reporter) Verdicts() []*Verdict { return r.verdicts }

func (r *Reporter) add(o Outcome, place Span, message string, fix *Fix) *Verdict {
	if place.IsZero() {
		place = r.place
	}
	v := &Verdict{
		Rule: r.rule.ID, Outcome: o, Severity: r.rule.Severity, Confidence: r.rule.Confidence,
		Span: place, Message: message, Fix: fix,
	}
	r.verdicts = append(r.verdicts, v)
	return v
}
