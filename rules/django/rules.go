package django

import (
	"fmt"

	"preflight/rules/audit"
)

// Rules are the rules about settings.
var Rules = ruleSet{audit.NewSet[*Settings]("django")}

// ruleSet adds to every rule what all of them share: a module that is not
// deployed, and checks that the project has silenced, lower what they find, and
// what rests on an answer that an optional module may undo is not sure.
type ruleSet struct{ *audit.Set[*Settings] }

// Add registers a rule under its name.
func (set ruleSet) Add(name string, check func(*Settings, *audit.Reporter)) {
	set.Set.Add(name, func(s *Settings, r *audit.Reporter) {
		doubted := s.runRule(check, r)
		silenced := s.silencedRule(name)
		for i, v := range r.Verdicts() {
			if v.Outcome == audit.Fail {
				if doubted >= 0 && i >= doubted {
					v.Doubt(audit.Likely)
				}
				v.Also(s.sources(v.Span)...)
				s.soften(v, silenced)
				v.Message = clip(v.Message)
			}
			if said, ok := s.told[findingOf(v)]; ok {
				v.Message = said
			}
		}
		for _, v := range r.Verdicts() {
			s.told[findingOf(v)] = v.Message
		}
	})
}

// runRule runs a rule and gives the first of its verdicts that rests on an
// answer in doubt, or -1. Rules thus need not think of it, and none forgets.
func (s *Settings) runRule(check func(*Settings, *audit.Reporter), r *audit.Reporter) (doubted int) {
	s.running, s.doubted = r, -1
	defer func() { s.running = nil }()
	check(s, r)
	return s.doubted
}

// finding is what several settings modules that share a base may all say. The
// later ones say it in the words of the first, so that the audit tells it once.
type finding struct {
	rule    string
	outcome audit.Outcome
	span    audit.Span
}

func findingOf(v *audit.Verdict) finding { return finding{v.Rule, v.Outcome, v.Span} }

// soften lowers a finding that matters less here, and says why.
func (s *Settings) soften(v *audit.Verdict, silenced string) {
	switch {
	case s.Development != "":
		v.Lower(audit.Low)
		v.Fix = nil // it is meant so
		if s.deployment != nil {
			v.Message = suffix(v.Message, " (not the deployed module)", " (not deployed)")
			v.Also(s.deployment.place)
			return
		}
		v.Message = suffix(v.Message, " (development module)", " (development)", " (dev)")
	case silenced != "":
		v.Lower(audit.Info)
		if v.Fix != nil {
			v.Fix.Review = true
		}
		v.Message = suffix(v.Message, fmt.Sprintf(" (%s is silenced)", silenced), " (silenced)")
	}
}

// longest is the length of a message that fits on a line of the list.
const longest = 72

// clip shortens a message that a long name made too long.
func clip(message string) string {
	if runes := []rune(message); len(runes) > longest {
		return string(runes[:longest-1]) + "…"
	}
	return message
}

// suffix adds the longest addition that the length of a message allows.
func suffix(message string, additions ...string) string {
	for _, a := range additions {
		if len([]rune(message+a)) <= longest {
			return message + a
		}
	}
	return message
}

// namesOf makes a set of names.
func namesOf(names ...string) map[string]bool {
	set := make(map[string]bool, len(names))
	for _, n := range names {
		set[n] = true
	}
	return set
}
