package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("session-cookie-readable", sessionCookieReadable) }

// sessionCookieReadable checks that scripts cannot read the session cookie.
func sessionCookieReadable(s *Settings, r *audit.Reporter) {
	if !s.Has("SESSION_COOKIE_HTTPONLY") {
		return
	}
	a := s.NotTrue("SESSION_COOKIE_HTTPONLY")
	if !a.No() && !s.usesSessions(r) {
		return
	}
	pyconf.Decide(r, a, a.State("SESSION_COOKIE_HTTPONLY"), s.Set("SESSION_COOKIE_HTTPONLY", "True", "Set SESSION_COOKIE_HTTPONLY to True"))
}
