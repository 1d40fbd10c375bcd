package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("session-cookie-insecure", sessionCookieInsecure) }

// sessionCookieInsecure checks that the session cookie never leaves HTTPS.
func sessionCookieInsecure(s *Settings, r *audit.Reporter) {
	if !s.usesSessions(r) {
		return
	}
	a := s.NotTrue("SESSION_COOKIE_SECURE")
	pyconf.Decide(r, a, a.State("SESSION_COOKIE_SECURE"), s.Set("SESSION_COOKIE_SECURE", "True", "Set SESSION_COOKIE_SECURE to True"))
}

// usesSessions reports whether sessions are installed, in either form.
func (s *Settings) usesSessions(r *audit.Reporter) bool {
	app := s.Contains("INSTALLED_APPS", "django.contrib.sessions")
	middleware := s.Contains("MIDDLEWARE", sessionMiddleware)
	switch app.Truth.Or(middleware.Truth) {
	case audit.Yes:
		return true
	case audit.Maybe:
		if app.Maybe() {
			middleware = app
		}
		r.Unknown(middleware.Place, middleware.Settle)
	}
	return false
}
