package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("hsts-preload-off", hstsPreloadOff) }

// hstsPreloadOff tells that the site does not ask for the preload list, and
// that one which does may not be taken.
func hstsPreloadOff(s *Settings, r *audit.Reporter) {
	if !s.Bool("SECURE_HSTS_SECONDS").Yes() || !s.secured(r) {
		return
	}
	a := s.NotTrue("SECURE_HSTS_PRELOAD")
	pyconf.Decide(r, a, a.State("SECURE_HSTS_PRELOAD"), nil)
}
