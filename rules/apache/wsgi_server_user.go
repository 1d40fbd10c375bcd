package apache

import "preflight/rules/audit"

func init() { Rules.Add("wsgi-server-user", wsgiServerUser) }

// serverUsers are the accounts under which distributions run httpd.
var serverUsers = map[string]bool{"www-data": true, "apache": true, "httpd": true, "wwwrun": true, "http": true, "www": true, "nobody": true, "daemon": true}

// wsgiServerUser checks that the application runs under an account of its own.
func wsgiServerUser(c *Config, r *audit.Reporter) {
	server := c.Server.Setting("User")
	for _, u := range c.Uses("WSGIDaemonProcess") {
		user, named := u.option("user")
		switch {
		case !u.Known():
		case !named:
			c.doubt(u, r.Fail(u.Head(), "the application runs under the server's account"))
		case serverUsers[user], server.Use != nil && server.Use.Value(0) == user:
			c.doubt(u, r.Fail(u.Head(), "the application runs under the server's account, "+brief(user)))
		default:
			r.Pass(u.Head())
		}
	}
}
