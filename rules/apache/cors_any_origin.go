package apache

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("cors-any-origin", corsAnyOrigin) }

// corsAnyOrigin checks that not every site may read responses meant for a
// logged-in visitor.
func corsAnyOrigin(c *Config, r *audit.Reporter) {
	for _, h := range c.headers() {
		if h.name != "access-control-allow-origin" || !h.sets() || h.tested {
			continue
		}
		value, with := strings.ToLower(h.value), c.headTable(h.Scope).credentials
		switch {
		case strings.Contains(value, "%{http_origin}"), strings.Contains(value, "%{origin}"), strings.Contains(value, "req('origin')"), strings.Contains(value, "http:origin"):
			v := c.doubt(h.Use, r.Fail(h.Head(), "any origin that asks is allowed to read responses"))
			if with == nil {
				v.Lower(audit.Medium)
			}
		case value == "*" && with != nil:
			c.doubt(h.Use, r.Fail(h.Head(), "any origin is allowed, with credentials")).Lower(audit.Medium).Also(with.Head())
		default:
			r.Pass(h.Head())
		}
	}
}
