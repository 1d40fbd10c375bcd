package apache

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("slow-requests", slowRequests) }

// slowRequests checks that a client may not send its request drop by drop.
func slowRequests(c *Config, r *audit.Reporter) {
	c.judge(r, question{
		name: "RequestReadTimeout",
		bad: func(u *Use) string {
			for _, v := range u.Values() {
				if part, time, _ := strings.Cut(strings.ToLower(v), "="); time == "0" && part != "handshake" {
					return "RequestReadTimeout sets no limit for the " + part
				}
			}
			return ""
		},
		fix: setTo("header=20-40,MinRate=500 body=20,MinRate=500"),
	})
	if c.loads("reqtimeout") == audit.No {
		r.Fail(c.Place(), "mod_reqtimeout is not loaded: slow requests hold workers")
	}
}
