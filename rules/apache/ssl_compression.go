package apache

import (
	"preflight/rules/audit"
)

func init() { Rules.Add("ssl-compression", sslCompression) }

// sslCompression checks that TLS does not compress.
func sslCompression(c *Config, r *audit.Reporter) {
	c.judge(r, question{name: "SSLCompression", bad: when(says("on")), fix: setTo("off")})
}
