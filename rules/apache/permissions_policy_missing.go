package apache

import "preflight/rules/audit"

func init() { Rules.Add("permissions-policy-missing", permissionsPolicyMissing) }

// permissionsPolicyMissing checks that pages say which devices they may use.
func permissionsPolicyMissing(c *Config, r *audit.Reporter) {
	c.missing(r, absence{
		name:  "Permissions-Policy",
		fault: "the site sends no Permissions-Policy",
		want:  `Header always set Permissions-Policy "camera=(), geolocation=(), microphone=()"`,
	})
}
