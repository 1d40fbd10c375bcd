package gunicorn

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("reload-enabled", reloadEnabled) }

// reloadEnabled finds a server that watches its own code and shows tracebacks to clients.
func reloadEnabled(s *Server, r *audit.Reporter) {
	h := s.Get("reload")
	v := s.judge(r, "reload", (*pyconf.Value).Truth, h.Said+" shows tracebacks to clients and watches the code", s.Set("reload", "False", "", "Switch reload off"))
	if v != nil && v.Outcome == audit.Fail && h.Place.File.Kind == "compose" && !strings.Contains(h.Place.File.Name, "prod") {
		v.Lower(audit.Medium).Doubt(audit.Likely) // many a compose file is for developers
	}
}
