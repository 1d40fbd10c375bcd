package gunicorn

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("access-log-off", accessLogOff) }

// accessLogOff tells that requests leave no trace in gunicorn's own log.
func accessLogOff(s *Server, r *audit.Reporter) {
	for _, name := range []string{"logconfig", "logconfig_dict", "logconfig_json", "logger_class", "syslog"} {
		if s.Has(name) {
			return
		}
	}
	a := s.Ask("accesslog", (*pyconf.Value).Truth)
	switch {
	case a.Yes():
		r.Pass(a.Place)
	case a.No() && (s.Has("accesslog") || s.partial == ""):
		s.fail(r, a.Place, "requests are not logged")
	}
}
