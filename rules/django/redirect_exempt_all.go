package django

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("redirect-exempt-all", redirectExemptAll) }

// redirectExemptAll checks that exceptions do not undo the redirect to HTTPS.
func redirectExemptAll(s *Settings, r *audit.Reporter) {
	all := func(pattern string) bool {
		bare := strings.TrimSuffix(strings.TrimPrefix(pattern, "^"), "$")
		return bare == "" || bare == ".*" || bare == ".+" || bare == "."
	}
	s.judgeItems(r, "SECURE_REDIRECT_EXEMPT", all, func(string) string { return "every address is exempt from the redirect to HTTPS" })
}
