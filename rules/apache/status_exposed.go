package apache

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("status-exposed", statusExposed) }

// inner are the handlers that show or change the server itself.
var inner = map[string]bool{"server-status": true, "server-info": true, "balancer-manager": true, "ldap-status": true}

// statusExposed checks that status pages are not open to everybody.
func statusExposed(c *Config, r *audit.Reporter) {
	c.Each("SetHandler", func(u *Use) {
		if !inner[strings.ToLower(u.Value(0))] || c.superseded(u) {
			return
		}
		switch a := accessOf(u.Scope); {
		case a.granted != nil:
			c.doubt(u, r.Fail(u.Head(), u.Value(0)+" is open to everybody")).Also(a.granted.Head())
		case a.closed():
			r.Pass(u.Head())
		case a.unknown:
			r.Unknown(u.Head(), "the words of Require come from a variable")
		case u.Scope.open() != "":
			r.Unknown(u.Head(), u.Scope.open())
		default:
			c.doubt(u, r.Fail(u.Head(), u.Value(0)+" is open to everybody", u.Scope.add("Require local")))
		}
	})
}
