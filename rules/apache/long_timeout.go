package apache

import (
	"preflight/rules/audit"
)

func init() { Rules.Add("long-timeout", longTimeout) }

// longTimeout checks that a silent client does not hold a worker for minutes.
func longTimeout(c *Config, r *audit.Reporter) {
	const most = 60 // httpd's default
	c.judge(r, question{
		name: "Timeout",
		bad: func(u *Use) string {
			if number(u.Value(0)) <= most {
				return ""
			}
			return told(u) + " seconds"
		},
		fix: setTo("60"),
	})
}
