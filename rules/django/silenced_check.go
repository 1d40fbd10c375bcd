package django

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("silenced-check", silencedCheck) }

// silencedCheck shows which security checks of Django the project hides.
func silencedCheck(s *Settings, r *audit.Reporter) {
	s.judgeItems(r, "SILENCED_SYSTEM_CHECKS", func(id string) bool { return strings.HasPrefix(id, "security.") }, func(id string) string {
		if s.Check(id) == audit.Yes {
			return id + " is silenced, and would be reported"
		}
		return id + " is silenced"
	})
}
