package django

import (
	"fmt"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("security-middleware-missing", securityMiddlewareMissing) }

// securityMiddlewareMissing checks that the middleware that acts on the
// SECURE_ settings is there, and names those that do nothing without it.
func securityMiddlewareMissing(s *Settings, r *audit.Reporter) {
	a := s.lacksMiddleware(securityMiddleware)
	message := "SecurityMiddleware is not in MIDDLEWARE"
	if inert := s.inert(); len(inert) > 0 {
		message = fmt.Sprintf("without SecurityMiddleware %s does nothing", inert[0])
		if len(inert) > 1 {
			message = fmt.Sprintf("without SecurityMiddleware %d SECURE_ settings do nothing", len(inert))
		}
	}
	v := pyconf.Decide(r, a, message, s.addSecurityMiddleware())
	if a.Yes() {
		for _, name := range s.inert() {
			v.Also(s.Place(name))
		}
	}
}

// inert gives the settings that only SecurityMiddleware reads.
func (s *Settings) inert() []string {
	var names []string
	for _, name := range []string{"SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS", "SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_HSTS_PRELOAD",
		"SECURE_CONTENT_TYPE_NOSNIFF", "SECURE_REFERRER_POLICY", "SECURE_CROSS_ORIGIN_OPENER_POLICY", "SECURE_REDIRECT_EXEMPT", "SECURE_SSL_HOST"} {
		if s.Has(name) {
			names = append(names, name)
		}
	}
	return names
}

// addSecurityMiddleware puts it first in a list that is written out.
func (s *Settings) addSecurityMiddleware() *audit.Fix {
	return s.prepend("MIDDLEWARE", securityMiddleware, "Add SecurityMiddleware")
}
