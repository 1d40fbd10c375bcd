package env

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/syntax/dotenv"
)

func init() { Rules.Add("duplicate-variable", duplicateVariable) }

// duplicateVariable checks that no variable is set twice to different values.
func duplicateVariable(e *Environment, r *audit.Reporter) {
	last := map[string]int{}
	kept := map[string]bool{} // names whose earlier value a later line builds on
	for i, a := range e.Assignments {
		if _, again := last[a.Name]; again {
			kept[a.Name] = kept[a.Name] || extends(a)
		}
		last[a.Name] = i
	}
	for i, a := range e.Assignments {
		if winner := e.Assignments[last[a.Name]]; last[a.Name] != i && winner.Value != a.Value && !kept[a.Name] {
			r.Fail(a.Span(), cut(a.Name)+" is set again below; this value is lost").Also(winner.Span())
		}
	}
}

// extends reports whether a line puts the value that its variable had into the
// new one: FLAGS="$FLAGS --more".
func extends(a dotenv.Assignment) bool {
	return strings.Contains(a.Value, "$"+a.Name) || strings.Contains(a.Value, "${"+a.Name)
}
