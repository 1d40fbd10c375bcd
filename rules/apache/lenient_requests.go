package apache

import (
	"slices"
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
			words := slices.Clone(u.Values())
			for i, v := range words {
				if strings.EqualFold(v, "Unsafe") {
					words[i] = "Strict"
				}
			}
			return u.setWords(words, "Set HttpProtocolOptions to Strict")
		},
	})
}
