package uwsgi

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/cipher"
)

func init() { Rules.Add("weak-tls", weakTls) }

// weakTls finds the fault that old or weak TLS is offered.
func weakTls(in *Instance, r *audit.Reporter) {
	in.dangerous(r, "ssl-enable-tlsv1", "TLS 1.0 is offered")
	in.dangerous(r, "ssl-enable-sslv3", "SSL 3 is offered")
	in.each(r, []string{"https", "https-socket"}, func(s *Setting) string {
		parts := strings.Split(s.Value, ",")
		if len(parts) < 4 || parts[3] == "" || s.Open {
			return ""
		}
		if faults := cipher.Select(parts[3], true).Faults(); len(faults) > 0 {
			return "the cipher list offers " + faults[0]
		}
		return ""
	})
}
