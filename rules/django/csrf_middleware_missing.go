package django

import "preflight/rules/audit"

func init() { Rules.Add("csrf-middleware-missing", csrfMiddlewareMissing) }

// csrfMiddlewareMissing checks that forms of other sites are refused.
func csrfMiddlewareMissing(s *Settings, r *audit.Reporter) {
	decide(r, s.lacksMiddleware(csrfMiddleware), "CsrfViewMiddleware is not in MIDDLEWARE", nil)
}
