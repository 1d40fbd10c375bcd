package gunicorn

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("remote-statsd", remoteStatsd) }

// remoteStatsd tells that figures leave the machine without encryption.
func remoteStatsd(s *Server, r *audit.Reporter) {
	s.judge(r, "statsd_host", pyconf.TextThat(func(address string) bool {
		host, _ := hostOf(address, true)
		return address != "" && host != "localhost" && host != "unix" && !strings.HasPrefix(host, "127.") && host != "::1"
	}), s.Get("statsd_host").Said+" sends figures over the network in clear", nil)
}
