package apache

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("wsgi-root-user", wsgiRootUser) }

// wsgiRootUser checks that the application does not run as root.
func wsgiRootUser(c *Config, r *audit.Reporter) {
	for _, u := range c.Uses("WSGIDaemonProcess") {
		bad, seen := false, false
		for _, v := range u.Values() {
			key, value, _ := strings.Cut(v, "=")
			if key == "user" || key == "group" {
				seen = true
				bad = bad || value == "root" || value == "#0"
			}
		}
		switch {
		case bad:
			c.doubt(u, r.Fail(u.Head(), "the application runs as root"))
		case seen && u.Known():
			r.Pass(u.Head())
		}
	}
}
