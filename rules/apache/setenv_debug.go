package apache

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("setenv-debug", setenvDebug) }

// setenvDebug checks that the environment does not turn debugging on.
func setenvDebug(c *Config, r *audit.Reporter) {
	for _, u := range c.Uses("SetEnv") {
		switch strings.ToUpper(u.Value(0)) {
		case "DEBUG", "DJANGO_DEBUG":
		default:
			continue
		}
		switch strings.ToLower(u.Value(1)) {
		case "1", "true", "on", "yes":
			c.doubt(u, r.Fail(u.Head(), told(u)))
		default:
			r.Pass(u.Head())
		}
	}
}
