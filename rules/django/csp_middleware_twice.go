package django

import "preflight/rules/audit"

func init() { Rules.Add("csp-middleware-twice", cspMiddlewareTwice) }

// cspMiddlewareTwice finds both middlewares that write the same header.
func cspMiddlewareTwice(s *Settings, r *audit.Reporter) {
	own, other := s.Contains("MIDDLEWARE", cspMiddleware), s.Contains("MIDDLEWARE", "csp.middleware.CSPMiddleware")
	if own.Yes() && other.Yes() {
		r.Fail(other.Place, "django-csp and Django both send the policy").Also(own.Place)
	}
}
