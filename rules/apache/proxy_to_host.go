package apache

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("proxy-to-host", proxyToHost) }

// proxyToHost checks that clients do not choose the server that requests are
// passed on to.
func proxyToHost(c *Config, r *audit.Reporter) {
	for _, t := range c.routes() {
		_, host, _ := t.address()
		at := reference(host)
		switch {
		case at < 0:
			r.Pass(t.Head())
		case at == 0 || host[at-1] == '.' || host[at-1] == '@':
			v := c.doubt(t.Use, r.Fail(t.Head(), "the client chooses the server that requests go to"))
			if strings.HasPrefix(strings.TrimLeft(host[at:], "$%0123456789"), ".") {
				v.Lower(audit.Medium).Doubt(audit.Likely) // one of the names under a domain
			}
		}
	}
}
