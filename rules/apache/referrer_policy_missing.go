package apache

import (
	"preflight/rules/audit"
)

func init() { Rules.Add("referrer-policy-missing", referrerPolicyMissing) }

// referrerPolicyMissing checks that addresses of pages do not leak in full.
func referrerPolicyMissing(c *Config, r *audit.Reporter) {
	c.missing(r, absence{
		name:  "Referrer-Policy",
		fault: "the site sends no Referrer-Policy",
		want:  "Header always set Referrer-Policy strict-origin-when-cross-origin",
	})
}
