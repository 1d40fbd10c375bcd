package django

import (
	"preflight/rules/audit"
	"preflight/rules/syntax/python"
)

func init() { Rules.Add("overwritten-logging", overwrittenLogging) }

// overwrittenLogging finds a LOGGING that a later one replaces as a whole.
func overwrittenLogging(s *Settings, r *audit.Reporter) {
	var earlier []audit.Span
	for _, stmt := range s.module.Body {
		assign, ok := stmt.(*python.Assign)
		if !ok || len(assign.Targets) != 1 {
			continue
		}
		name, ok := assign.Targets[0].(*python.Name)
		if !ok || name.ID != "LOGGING" {
			continue
		}
		if _, isDict := assign.Value.(*python.Dict); isDict {
			earlier = append(earlier, assign.Span())
		}
	}
	for i := 0; i+1 < len(earlier); i++ {
		r.Fail(earlier[i], "LOGGING is replaced further down").Also(earlier[i+1])
	}
}
