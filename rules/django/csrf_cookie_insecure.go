package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("csrf-cookie-insecure", csrfCookieInsecure) }

// csrfCookieInsecure checks that the CSRF cookie never leaves HTTPS. Where the
// token is kept in the session there is no such cookie.
func csrfCookieInsecure(s *Settings, r *audit.Reporter) {
	if s.Bool("CSRF_USE_SESSIONS").Yes() || !s.requires(r, "MIDDLEWARE", csrfMiddleware) {
		return
	}
	a := s.NotTrue("CSRF_COOKIE_SECURE")
	if s.before("4.0") {
		a = s.Off("CSRF_COOKIE_SECURE")
	}
	pyconf.Decide(r, a, a.State("CSRF_COOKIE_SECURE"), s.Set("CSRF_COOKIE_SECURE", "True", "Set CSRF_COOKIE_SECURE to True"))
}
