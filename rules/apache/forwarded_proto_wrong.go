package apache

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("forwarded-proto-wrong", forwardedProtoWrong) }

// forwardedProtoWrong checks that X-Forwarded-Proto does not claim TLS where
// there is none.
func forwardedProtoWrong(c *Config, r *audit.Reporter) {
	for _, u := range c.Uses("RequestHeader") {
		d := headerOf(u)
		if d.name != "x-forwarded-proto" || d.action != "set" || d.tested {
			continue
		}
		h := newHost(u.Scope.Host())
		value := strings.ToLower(d.value)
		switch {
		case strings.Contains(value, "%{x-forwarded-proto}i"), strings.Contains(value, "http:x-forwarded-proto"):
			c.doubt(u, r.Fail(u.Head(), "X-Forwarded-Proto repeats what the client says"))
		case value == "https" && u.Scope.Host() != c.Server && h.TLS() == audit.No:
			c.doubt(u, r.Fail(u.Head(), "X-Forwarded-Proto says https on a site without TLS")).Doubt(audit.Likely)
		default:
			r.Pass(u.Head())
		}
	}
}
