package django

import "preflight/rules/audit"

func init() { Rules.Add("session-cookie-readable", sessionCookieReadable) }

// sessionCookieReadable checks that scripts cannot read the session cookie.
func sessionCookieReadable(s *Settings, r *audit.Reporter) {
	if !s.Has("SESSION_COOKIE_HTTPONLY") || !s.usesSessions(r) {
		return
	}
	a := s.IsTrue("SESSION_COOKIE_HTTPONLY").Not()
	decide(r, a, a.State("SESSION_COOKIE_HTTPONLY"), s.Set("SESSION_COOKIE_HTTPONLY", "True", "Set SESSION_COOKIE_HTTPONLY to True"))
}
