package apache

import (
	"preflight/rules/audit"
)

func init() { Rules.Add("server-tokens", serverTokens) }

// serverTokens checks that the Server header names no version.
func serverTokens(c *Config, r *audit.Reporter) {
	c.judge(r, question{
		name: "ServerTokens", bad: unless(says("Prod", "ProductOnly")), fix: setTo("Prod"),
		unset: "ServerTokens is not set: the Server header tells all versions", want: "ServerTokens Prod",
	})
}
