package gunicorn

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("debug-log-level", debugLogLevel) }

// debugLogLevel checks that the log does not hold what only a developer needs.
func debugLogLevel(s *Server, r *audit.Reporter) {
	s.judge(r, "loglevel", pyconf.TextThat(func(level string) bool { return strings.EqualFold(level, "debug") }),
		s.Get("loglevel").Said+" is debug", s.Set("loglevel", `"info"`, "info", "Set the log level to info"))
}
