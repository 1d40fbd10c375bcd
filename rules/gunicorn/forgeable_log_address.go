package gunicorn

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("forgeable-log-address", forgeableLogAddress) }

// forgeableLogAddress finds an access log whose only address is one that the client
// writes.
func forgeableLogAddress(s *Server, r *audit.Reporter) {
	s.judge(r, "access_log_format", pyconf.TextThat(func(format string) bool {
		format = strings.ToLower(format)
		return strings.Contains(format, "{x-forwarded-for}i") && !strings.Contains(format, "%(h)s")
	}), "the access log names the client only by X-Forwarded-For", nil)
}
