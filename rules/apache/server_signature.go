package apache

import (
	"preflight/rules/audit"
)

func init() { Rules.Add("server-signature", serverSignature) }

// serverSignature checks that error pages name no version.
func serverSignature(c *Config, r *audit.Reporter) {
	c.judge(r, question{name: "ServerSignature", bad: unless(says("Off")), fix: setTo("Off")})
}
