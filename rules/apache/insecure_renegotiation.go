package apache

import (
	"preflight/rules/audit"
)

func init() { Rules.Add("insecure-renegotiation", insecureRenegotiation) }

// insecureRenegotiation checks that old TLS clients may not splice requests.
func insecureRenegotiation(c *Config, r *audit.Reporter) {
	c.judge(r, question{name: "SSLInsecureRenegotiation", bad: when(says("on")), fix: setTo("off")})
}
