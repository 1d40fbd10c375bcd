package apache

import "preflight/rules/audit"

func init() { Rules.Add("wsgi-requests-unbounded", wsgiRequestsUnbounded) }

// wsgiRequestsUnbounded checks that requests that hang do not hold their threads
// for ever.
func wsgiRequestsUnbounded(c *Config, r *audit.Reporter) {
	for _, u := range c.Uses("WSGIDaemonProcess") {
		limit, set := u.option("request-timeout")
		switch {
		case !u.Known():
		case !set:
			c.doubt(u, r.Fail(u.Head(), "no request-timeout: a request that hangs holds its thread"))
		case number(limit) == 0:
			c.doubt(u, r.Fail(u.Head(), "request-timeout is 0: a request that hangs holds its thread"))
		default:
			r.Pass(u.Head())
		}
	}
}
