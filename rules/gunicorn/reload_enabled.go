package gunicorn

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("reload-enabled", reloadEnabled) }

// reloadEnabled finds a server that watches its own code and shows tracebacks to clients.
func reloadEnabled(s *Server, r *audit.Reporter) {
	s.judge(r, "reload", (*pyconf.Value).Truth, s.Get("reload").Said+" shows tracebacks to clients and watches the code", s.Set("reload", "False", "", "Switch reload off"))
}
