package apache

import (
	"preflight/rules/audit"
)

func init() { Rules.Add("long-keepalive", longKeepalive) }

// longKeepalive checks that idle connections are closed soon.
func longKeepalive(c *Config, r *audit.Reporter) {
	const most = 15 // what CIS allows; httpd's default is 5
	c.judge(r, question{
		name: "KeepAliveTimeout",
		bad: func(u *Use) string {
			if number(u.Value(0)) <= most {
				return ""
			}
			return told(u) + " seconds"
		},
		fix: setTo("5"),
	})
}
