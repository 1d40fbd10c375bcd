package apache

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("obsolete-header", obsoleteHeader) }

// obsolete are headers that browsers do not read any more.
var obsolete = map[string]bool{
	"public-key-pins": true, "public-key-pins-report-only": true, "expect-ct": true, "feature-policy": true,
	"x-webkit-csp": true, "x-content-security-policy": true,
}

// obsoleteHeader finds headers that browsers ignore or that do harm.
func obsoleteHeader(c *Config, r *audit.Reporter) {
	for _, h := range c.headers() {
		switch {
		case !h.sets() || h.value == "":
		case obsolete[h.name]:
			c.doubt(h.Use, r.Fail(h.Head(), h.shown()+" is obsolete", h.remove("Remove "+h.shown()))).Lower(audit.Info)
		case h.name != "x-xss-protection" || isOpen(h.value):
		case strings.HasPrefix(strings.TrimSpace(h.value), "0"):
			r.Pass(h.Head())
		default:
			c.doubt(h.Use, r.Fail(h.Head(), "X-XSS-Protection switches an abandoned filter on", h.setArg(h.valueIndex(), "0", "Set it to 0")))
		}
	}
}
