package gunicorn

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("spew-enabled", spewEnabled) }

// spewEnabled finds a server that prints every line of code that it runs.
func spewEnabled(s *Server, r *audit.Reporter) {
	s.judge(r, "spew", (*pyconf.Value).Truth, s.Get("spew").Said+" prints every line that runs", s.Set("spew", "False", "", "Switch spew off"))
}
