package apache

import (
	"preflight/rules/audit"
)

func init() { Rules.Add("hsts-without-tls", hstsWithoutTls) }

// hstsWithoutTls checks that Strict-Transport-Security is not sent without TLS,
// where browsers must ignore it.
func hstsWithoutTls(c *Config, r *audit.Reporter) {
	for _, h := range c.Hosts {
		for _, u := range h.Uses("Header") {
			d := headerOf(u)
			if d.name != "strict-transport-security" || !d.sets() || d.tested {
				continue
			}
			if h.TLS() == audit.No {
				c.doubt(u, r.Fail(u.Head(), "Strict-Transport-Security is sent without TLS"))
			} else {
				r.Pass(u.Head())
			}
		}
	}
}
