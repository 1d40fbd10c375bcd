package apache

import "preflight/rules/audit"

func init() { Rules.Add("wsgi-daemon-twice", wsgiDaemonTwice) }

// wsgiDaemonTwice checks that no two groups of daemon processes have one name:
// mod_wsgi wants it unique in the whole server.
func wsgiDaemonTwice(c *Config, r *audit.Reporter) {
	first := map[string]*Use{}
	for _, u := range c.Uses("WSGIDaemonProcess") {
		name := u.Value(0)
		switch {
		case !u.certain() || name == "" || u.Scope.Within("macro"):
		case first[name] != nil:
			r.Fail(u.Head(), "process group "+brief(name)+" is defined twice").Also(first[name].Head())
		default:
			first[name] = u
			r.Pass(u.Head())
		}
	}
}
