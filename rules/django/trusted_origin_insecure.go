package django

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("trusted-origin-insecure", trustedOriginInsecure) }

// trustedOriginInsecure checks that trusted origins are over HTTPS and yours.
func trustedOriginInsecure(s *Settings, r *audit.Reporter) {
	s.judgeItems(r, "CSRF_TRUSTED_ORIGINS", insecureOrigin, func(origin string) string {
		if wideOrigin(origin) {
			return "every host is a trusted origin: " + quoted(origin)
		}
		return "trusted origin " + quoted(origin) + " is plain HTTP"
	})
}

func insecureOrigin(origin string) bool {
	return wideOrigin(origin) || strings.HasPrefix(origin, "http://") && !nearby(host(origin))
}

// wideOrigin reports whether an origin takes all hosts, or all of a top-level
// domain.
func wideOrigin(origin string) bool {
	h := host(origin)
	return h == "*" || strings.HasPrefix(h, "*.") && strings.Count(h, ".") == 1
}
