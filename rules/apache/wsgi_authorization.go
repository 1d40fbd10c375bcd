package apache

import (
	"preflight/rules/audit"
)

func init() { Rules.Add("wsgi-authorization", wsgiAuthorization) }

// wsgiAuthorization points out that the application sees Authorization headers.
func wsgiAuthorization(c *Config, r *audit.Reporter) {
	c.judge(r, question{name: "WSGIPassAuthorization", bad: when(says("On"))})
}
