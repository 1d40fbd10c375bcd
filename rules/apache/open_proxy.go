package apache

import (
	"preflight/rules/audit"
)

func init() { Rules.Add("open-proxy", openProxy) }

// openProxy checks that the server is no proxy to everywhere.
func openProxy(c *Config, r *audit.Reporter) {
	c.judge(r, question{name: "ProxyRequests", bad: when(says("On")), fix: setTo("Off")})
}
