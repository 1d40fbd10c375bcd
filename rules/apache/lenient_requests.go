package apache

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("lenient-requests", lenientRequests) }

// lenientRequests checks that requests are read strictly.
func lenientRequests(c *Config, r *audit.Reporter) {
	c.judge(r, question{
		name: "HttpProtocolOptions",
		bad: func(u *Use) string {
			for _, v := range u.Values() {
				if strings.EqualFold(v, "Unsafe") {
					return "HttpProtocolOptions is Unsafe"
				}
			}
			return ""
		},
		fix: func(u *Use) *audit.Fix {
			for i, v := range u.Values() {
				if strings.EqualFold(v, "Unsafe") {
					return u.setArg(i, "Strict", "Set HttpProtocolOptions to Strict")
				}
			}
			return nil
		},
	})
}
