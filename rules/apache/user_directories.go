package apache

import (
	"preflight/rules/audit"
)

func init() { Rules.Add("user-directories", userDirectories) }

// userDirectories checks that home folders are not part of the site. There is no
// fix: mod_userdir is loaded for nothing else.
func userDirectories(c *Config, r *audit.Reporter) {
	for _, u := range c.Uses("UserDir") {
		switch {
		case len(u.Args) == 0:
		case len(u.Scope.Uses("UserDir")) > 1 && u.Scope.Uses("UserDir")[0] != u:
		case !u.Known():
			r.Unknown(u.Head(), "the value of UserDir comes from a variable")
		case says("disabled")(u):
			r.Pass(u.Head())
		default:
			c.doubt(u, r.Fail(u.Head(), "UserDir publishes folders of users"))
		}
	}
}
