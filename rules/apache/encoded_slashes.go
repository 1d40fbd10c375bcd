package apache

import (
	"preflight/rules/audit"
)

func init() { Rules.Add("encoded-slashes", encodedSlashes) }

// encodedSlashes checks that %2F in a path is not turned into a slash.
func encodedSlashes(c *Config, r *audit.Reporter) {
	c.judge(r, question{name: "AllowEncodedSlashes", bad: when(says("On")), fix: setTo("NoDecode")})
}
