package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("hsts-off", hstsOff) }

// hstsOff checks that browsers are told to use HTTPS only.
func hstsOff(s *Settings, r *audit.Reporter) {
	if !s.secured(r) {
		return
	}
	a := s.Off("SECURE_HSTS_SECONDS")
	pyconf.Decide(r, a, a.State("SECURE_HSTS_SECONDS"), s.Set("SECURE_HSTS_SECONDS", "3600", "Start with one hour").Careful())
}
