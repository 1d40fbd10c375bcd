package apache

import "preflight/rules/audit"

func init() { Rules.Add("wsgi-reload", wsgiReload) }

// wsgiReload points out that the application restarts while it is deployed.
func wsgiReload(c *Config, r *audit.Reporter) {
	c.judge(r, question{name: "WSGIScriptReloading", bad: when(says("On")), fix: func(u *Use) *audit.Fix { return u.setTo("Off").Careful() }})
}
