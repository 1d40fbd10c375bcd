package env

import "preflight/rules/audit"

func init() { Rules.Add("duplicate-variable", duplicateVariable) }

// duplicateVariable checks that no variable is set twice to different values.
func duplicateVariable(e *Environment, r *audit.Reporter) {
	last := map[string]int{}
	for i, a := range e.Assignments {
		last[a.Name] = i
	}
	for i, a := range e.Assignments {
		if winner := e.Assignments[last[a.Name]]; last[a.Name] != i && winner.Value != a.Value {
			r.Fail(a.Span(), cut(a.Name)+" is set again below; this value is lost").Also(winner.Span())
		}
	}
}
