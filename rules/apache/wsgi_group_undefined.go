package apache

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("wsgi-group-undefined", wsgiGroupUndefined) }

// wsgiGroupUndefined checks that the daemon processes that an application is to
// run in exist.
func wsgiGroupUndefined(c *Config, r *audit.Reporter) {
	defined := map[string]bool{}
	open := false
	for _, u := range c.Uses("WSGIDaemonProcess") {
		defined[u.Value(0)] = true
		open = open || isOpen(u.Value(0)) || !u.Known()
	}
	for _, name := range []string{"WSGIProcessGroup", "WSGIScriptAlias", "WSGIScriptAliasMatch", "WSGIImportScript"} {
		for _, u := range c.Uses(name) {
			group, found := u.option("process-group")
			if name == "WSGIProcessGroup" {
				group, found = u.Value(0), true
			}
			if !found || group == "" || !u.Known() || strings.HasPrefix(group, "%{") {
				continue
			}
			switch gap := c.GapAnywhere("WSGIDaemonProcess"); {
			case defined[group]:
				r.Pass(u.Head())
			case open:
				r.Unknown(u.Head(), "the name of a WSGIDaemonProcess comes from a variable")
			case gap != "":
				r.Unknown(u.Head(), gap)
			default:
				c.doubt(u, r.Fail(u.Head(), "no WSGIDaemonProcess is called "+brief(group)))
			}
		}
	}
}
