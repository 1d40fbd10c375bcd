package apache

import "preflight/rules/audit"

func init() { Rules.Add("wsgi-embedded", wsgiEmbedded) }

// wsgiEmbedded checks that the application runs in processes of its own.
func wsgiEmbedded(c *Config, r *audit.Reporter) {
	for _, u := range c.Uses("WSGIScriptAlias") {
		group := u.Scope.Setting("WSGIProcessGroup")
		switch {
		case u.hasOption("process-group"), group.Use != nil && !says("%{GLOBAL}")(group.Use), len(group.Maybe) > 0, c.below(u.Scope, "WSGIProcessGroup"):
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
