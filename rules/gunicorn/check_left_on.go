package gunicorn

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("check-left-on", checkLeftOn) }

// checkLeftOn finds a configuration that makes gunicorn stop before it serves.
func checkLeftOn(s *Server, r *audit.Reporter) {
	for _, name := range []string{"check_config", "print_config"} {
		if s.Get(name).Source == File {
			s.judge(r, name, (*pyconf.Value).Truth, name+" is True: gunicorn exits without serving", s.Drop(name, "Remove "+name))
		}
	}
}
