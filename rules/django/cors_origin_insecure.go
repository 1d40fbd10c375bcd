package django

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("cors-origin-insecure", corsOriginInsecure) }

// corsOriginInsecure checks that the origins that may read are over HTTPS.
func corsOriginInsecure(s *Settings, r *audit.Reporter) {
	bad := func(origin string) bool {
		return origin == "null" || strings.HasPrefix(origin, "http://") && !nearby(host(origin)) || !strings.Contains(origin, "://") || hasPath(origin)
	}
	for _, name := range []string{"CORS_ALLOWED_ORIGINS", "CORS_ORIGIN_WHITELIST"} {
		s.judgeItems(r, name, bad, func(origin string) string {
			switch {
			case origin == "null":
				return "the origin null is any sandboxed page"
			case hasPath(origin):
				return "origin " + quoted(origin) + " has a path, so it never matches"
			case strings.Contains(origin, "://"):
				return "origin " + quoted(origin) + " is plain HTTP"
			}
			return "origin " + quoted(origin) + " has no scheme"
		})
	}
}

// hasPath reports whether an origin goes on after its host.
func hasPath(origin string) bool {
	_, rest, _ := strings.Cut(origin, "://")
	return strings.ContainsAny(rest, "/?#")
}
