package django

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("trusted-origin-schemed", trustedOriginSchemed) }

// trustedOriginSchemed finds the form of Django 4 under an older release.
func trustedOriginSchemed(s *Settings, r *audit.Reporter) {
	if s.Version.IsZero() {
		return
	}
	s.judgeItems(r, "CSRF_TRUSTED_ORIGINS", func(origin string) bool { return strings.Contains(origin, "://") },
		func(origin string) string { return "trusted origin " + quoted(origin) + " has a scheme" })
}
