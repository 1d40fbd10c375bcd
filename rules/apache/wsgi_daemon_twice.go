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
		case first[name] != nil && alternatives(first[name], u):
			// which of the two is enabled is not seen
		case first[name] != nil:
			r.Fail(u.Head(), "process group "+brief(name)+" is defined twice").Also(first[name].Head())
		default:
			first[name] = u
			r.Pass(u.Head())
		}
	}
}

// alternatives reports whether two directives stand in files that wait to be
// enabled: a site and its variant with TLS are rarely enabled both.
func alternatives(a, b *Use) bool {
	return a.File != b.File && isAvailable(a.File.Name) && isAvailable(b.File.Name)
}
