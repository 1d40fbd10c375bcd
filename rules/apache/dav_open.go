package apache

import (
	"preflight/rules/audit"
)

func init() { Rules.Add("dav-open", davOpen) }

// davOpen checks that files cannot be changed over the web by everybody.
func davOpen(c *Config, r *audit.Reporter) {
	for _, u := range c.Uses("Dav") {
		if u.Off() || c.superseded(u) {
			continue
		}
		switch a := accessOf(u.Scope); {
		case !u.Known() || a.unknown:
			r.Unknown(u.Head(), "the value of Dav or Require comes from a variable")
		case a.closed():
			r.Pass(u.Head())
		case u.Scope.open() != "":
			r.Unknown(u.Head(), u.Scope.open())
		default:
			c.doubt(u, r.Fail(u.Head(), "everybody may change files by WebDAV"))
		}
	}
}
