package apache

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("wsgi-system-python", wsgiSystemPython) }

// wsgiSystemPython points out applications that run with the packages of the
// machine instead of those of a virtual environment.
func wsgiSystemPython(c *Config, r *audit.Reporter) {
	home := c.Server.Setting("WSGIPythonHome")
	for _, u := range c.Uses("WSGIDaemonProcess") {
		own, named := u.option("python-home")
		path, _ := u.option("python-path")
		switch {
		case !u.Known():
		case named && own != "", strings.Contains(path, "site-packages"):
			r.Pass(u.Head())
		case home.Use != nil, len(home.Maybe) > 0:
		case home.Settle != "" && c.Complete:
			r.Unknown(u.Head(), home.Settle)
		default:
			c.doubt(u, r.Fail(u.Head(), "no python-home: the application shares the system's packages"))
		}
	}
}
