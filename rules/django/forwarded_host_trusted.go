package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("forwarded-host-trusted", forwardedHostTrusted) }

// forwardedHostTrusted tells that a header replaces the host.
func forwardedHostTrusted(s *Settings, r *audit.Reporter) {
	s.judge(r, "USE_X_FORWARDED_HOST", pyconf.Truthy, "X-Forwarded-Host replaces the host", nil)
}
