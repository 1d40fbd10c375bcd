package gunicorn

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("daemonized", daemonized) }

// daemonized finds a server that leaves for the background, where nobody watches it.
func daemonized(s *Server, r *audit.Reporter) {
	h := s.Get("daemon")
	if h.Source == Flag && h.Place.File.Kind == "systemd" {
		return // the rule about units knows the type of the service
	}
	v := s.judge(r, "daemon", (*pyconf.Value).Truth, h.Said+" puts gunicorn in the background", s.Set("daemon", "False", "", "Stay in the foreground").Careful())
	if v != nil && !s.Contained() {
		v.Lower(audit.Low)
	}
}
