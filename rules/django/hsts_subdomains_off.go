package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("hsts-subdomains-off", hstsSubdomainsOff) }

// hstsSubdomainsOff checks that HSTS covers the sub-domains too.
func hstsSubdomainsOff(s *Settings, r *audit.Reporter) {
	if !s.Bool("SECURE_HSTS_SECONDS").Yes() || !s.secured(r) {
		return
	}
	a := s.NotTrue("SECURE_HSTS_INCLUDE_SUBDOMAINS")
	pyconf.Decide(r, a, a.State("SECURE_HSTS_INCLUDE_SUBDOMAINS"), nil)
}
