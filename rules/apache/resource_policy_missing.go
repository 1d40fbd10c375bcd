package apache

import "preflight/rules/audit"

func init() { Rules.Add("resource-policy-missing", resourcePolicyMissing) }

// resourcePolicyMissing checks that other sites may not load the site's files into their pages.
func resourcePolicyMissing(c *Config, r *audit.Reporter) {
	c.missing(r, absence{
		name:  "Cross-Origin-Resource-Policy",
		fault: "the site sends no Cross-Origin-Resource-Policy",
		want:  "Header always set Cross-Origin-Resource-Policy same-origin",
	})
}
