package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("forwarded-port-trusted", forwardedPortTrusted) }

// forwardedPortTrusted finds the port taken from a header beside the host.
func forwardedPortTrusted(s *Settings, r *audit.Reporter) {
	if !s.Has("USE_X_FORWARDED_PORT") || !s.Bool("USE_X_FORWARDED_HOST").Yes() {
		return
	}
	pyconf.Decide(r, s.Bool("USE_X_FORWARDED_PORT"), "X-Forwarded-Port is believed beside X-Forwarded-Host", nil)
}
