package apache

import (
	"preflight/rules/audit"
)

func init() { Rules.Add("body-unlimited", bodyUnlimited) }

// bodyUnlimited checks that request bodies have a limit.
func bodyUnlimited(c *Config, r *audit.Reporter) {
	c.judge(r, question{
		name: "LimitRequestBody",
		bad: func(u *Use) string {
			if number(u.Value(0)) != 0 {
				return ""
			}
			return "LimitRequestBody is 0: request bodies have no limit"
		},
	})
}
