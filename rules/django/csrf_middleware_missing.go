package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("csrf-middleware-missing", csrfMiddlewareMissing) }

// csrfMiddlewareMissing checks that forms of other sites are refused.
func csrfMiddlewareMissing(s *Settings, r *audit.Reporter) {
	pyconf.Decide(r, s.lacksMiddleware(csrfMiddleware), "CsrfViewMiddleware is not in MIDDLEWARE", nil)
}
