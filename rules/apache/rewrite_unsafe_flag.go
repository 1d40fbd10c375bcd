package apache

import (
	"preflight/rules/audit"
)

func init() { Rules.Add("rewrite-unsafe-flag", rewriteUnsafeFlag) }

// rewriteUnsafeFlag checks that no rule takes back a protection of httpd 2.4.60.
func rewriteUnsafeFlag(c *Config, r *audit.Reporter) {
	for _, u := range c.Uses("RewriteRule") {
		for _, flag := range []string{"UnsafeAllow3F", "UnsafePrefixStat"} {
			if hasFlag(u.Value(2), flag) {
				c.doubt(u, r.Fail(u.Head(), "RewriteRule has the flag "+flag))
			}
		}
	}
}
