package apache

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("wsgi-embedded", wsgiEmbedded) }

// wsgiEmbedded checks that the application runs in processes of its own.
func wsgiEmbedded(c *Config, r *audit.Reporter) {
	for _, u := range c.Uses("WSGIScriptAlias") {
		group := u.Scope.Setting("WSGIProcessGroup")
		switch {
		case hasKey(u, "process-group"), group.Use != nil && !says("%{GLOBAL}")(group.Use), len(group.Maybe) > 0, groupBelow(u.Scope):
			r.Pass(u.Head())
		case group.Use == nil && group.State == Unseen:
			r.Unknown(u.Head(), group.Settle)
		case len(c.Uses("WSGIDaemonProcess")) > 0:
			c.doubt(u, r.Fail(u.Head(), "no WSGIProcessGroup: the daemon processes are not used"))
		default:
			c.doubt(u, r.Fail(u.Head(), "the application runs inside the server's processes"))
		}
	}
}

func hasKey(u *Use, key string) bool {
	for _, v := range u.Values() {
		if k, _, ok := strings.Cut(v, "="); ok && k == key {
			return true
		}
	}
	return false
}

// groupBelow reports whether a section inside the scope sets the group.
func groupBelow(s *Scope) bool {
	for _, inner := range s.Inner {
		if inner.Has("WSGIProcessGroup") {
			return true
		}
	}
	return false
}
