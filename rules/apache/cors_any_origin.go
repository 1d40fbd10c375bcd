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
		case reflects(value):
			v := c.doubt(h.Use, r.Fail(h.Head(), "any origin that asks is allowed to read responses"))
			if strings.HasPrefix(value, "%{http_origin}") {
				v.Doubt(audit.Likely) // set for answers of applications only
			}
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

// reflects reports whether a value repeats the Origin header of the request.
func reflects(value string) bool {
	for _, part := range []string{"%{http:origin}", "%{req:origin}", "req('origin')", "http('origin')", "%{http_origin}"} {
		if strings.Contains(value, part) {
			return true
		}
	}
	return false
}
