package apache

import (
	"preflight/rules/audit"
)

func init() { Rules.Add("csp-missing", cspMissing) }

// cspMissing checks that the pages have a policy of what they may load.
func cspMissing(c *Config, r *audit.Reporter) {
	c.missing(r, absence{name: "Content-Security-Policy", fault: "the site sends no Content-Security-Policy"})
}
