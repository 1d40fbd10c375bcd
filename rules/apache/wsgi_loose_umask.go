package apache

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("wsgi-loose-umask", wsgiLooseUmask) }

// wsgiLooseUmask checks that not every account of the machine may change the
// files that the application writes.
func wsgiLooseUmask(c *Config, r *audit.Reporter) {
	for _, u := range c.Uses("WSGIDaemonProcess") {
		mask, set := u.option("umask")
		switch others := strings.TrimRight(mask, "01234567"); {
		case !set || !u.Known() || others != "":
		case mask == "" || !strings.ContainsAny(mask[len(mask)-1:], "2367"):
			c.doubt(u, r.Fail(u.Head(), "umask "+mask+" lets everybody change the application's files"))
		default:
			r.Pass(u.Head())
		}
	}
}
