package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("session-in-cookie", sessionInCookie) }

// sessionInCookie tells that sessions are kept by the visitors.
func sessionInCookie(s *Settings, r *audit.Reporter) {
	s.judge(r, "SESSION_ENGINE", pyconf.IsText("django.contrib.sessions.backends.signed_cookies"), "sessions are kept in cookies", nil)
}
