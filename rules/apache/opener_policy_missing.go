package apache

import "preflight/rules/audit"

func init() { Rules.Add("opener-policy-missing", openerPolicyMissing) }

// openerPolicyMissing checks that windows of other sites keep no handle on the pages.
func openerPolicyMissing(c *Config, r *audit.Reporter) {
	c.missing(r, absence{
		name:  "Cross-Origin-Opener-Policy",
		fault: "the site sends no Cross-Origin-Opener-Policy",
		want:  "Header always set Cross-Origin-Opener-Policy same-origin",
	})
}
