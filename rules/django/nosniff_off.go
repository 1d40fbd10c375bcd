package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("nosniff-off", nosniffOff) }

// nosniffOff checks that browsers are told not to guess content types.
func nosniffOff(s *Settings, r *audit.Reporter) {
	if !s.Has("SECURE_CONTENT_TYPE_NOSNIFF") || !s.secured(r) {
		return
	}
	a := s.NotTrue("SECURE_CONTENT_TYPE_NOSNIFF")
	pyconf.Decide(r, a, a.State("SECURE_CONTENT_TYPE_NOSNIFF"),
		s.Set("SECURE_CONTENT_TYPE_NOSNIFF", "True", "Set SECURE_CONTENT_TYPE_NOSNIFF to True"))
}
