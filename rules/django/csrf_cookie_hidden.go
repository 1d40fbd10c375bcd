package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("csrf-cookie-hidden", csrfCookieHidden) }

// csrfCookieHidden tells that a setting does not do what checklists say.
func csrfCookieHidden(s *Settings, r *audit.Reporter) {
	s.judge(r, "CSRF_COOKIE_HTTPONLY", pyconf.Truthy, "CSRF_COOKIE_HTTPONLY protects nothing", nil)
}
