package apache

import (
	"preflight/rules/audit"
)

func init() { Rules.Add("nosniff-missing", nosniffMissing) }

// nosniffMissing checks that browsers may not guess the type of a response.
func nosniffMissing(c *Config, r *audit.Reporter) {
	c.missing(r, absence{
		name:  "X-Content-Type-Options",
		fault: "the site sends no X-Content-Type-Options",
		want:  "Header always set X-Content-Type-Options nosniff",
	})
}
