package django

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("mail-timeout-missing", mailTimeoutMissing) }

// mailTimeoutMissing tells that nothing ends the wait for a mail server.
func mailTimeoutMissing(s *Settings, r *audit.Reporter) {
	where := s.Get("EMAIL_HOST")
	backend := s.Get("EMAIL_BACKEND")
	switch {
	case !s.Has("EMAIL_HOST") || s.Has("MAILERS"), where.Whole() && nearby(where.Text):
	case !backend.Whole() || !strings.HasSuffix(backend.Text, "smtp.EmailBackend"):
	default:
		a := s.Ask("EMAIL_TIMEOUT", (*pyconf.Value).IsNone)
		if a.Default {
			a.Place = s.Place("EMAIL_HOST")
		}
		if !a.Maybe() {
			pyconf.Decide(r, a, "EMAIL_TIMEOUT is not set", nil)
		}
	}
}
