package apache

import "preflight/rules/audit"

func init() { Rules.Add("catch-all-missing", catchAllMissing) }

// catchAllMissing checks that requests for unknown names do not reach the
// application: httpd gives them to the first virtual host of an address.
func catchAllMissing(c *Config, r *audit.Reporter) {
	seen := map[Address]bool{}
	for _, h := range c.Hosts {
		for _, a := range h.Addresses {
			if seen[a] {
				continue
			}
			seen[a] = true
			c.judgeFirst(r, h, a)
		}
	}
}

func (c *Config) judgeFirst(r *audit.Reporter, h *Host, a Address) {
	strict := c.Server.Setting("StrictHostCheck")
	switch {
	case h.app() == nil:
		r.Pass(h.Head())
	case strict.Use != nil && strict.Use.On(), h.refuses():
		r.Pass(h.Head())
	case c.GapAnywhere("<VirtualHost>") != "":
		r.Unknown(h.Head(), "a virtual host read earlier may answer unknown names")
	default:
		h.likely(r.Fail(h.Head(), "requests for any name at port "+portName(a)+" reach the application"))
	}
}

// refuses reports whether the host turns unknown names away by a rewrite.
func (h *Host) refuses() bool {
	for _, u := range h.Uses("RewriteRule") {
		if hasFlag(u.Value(2), "F") && h.hostNegated() {
			return true
		}
	}
	return false
}

func (h *Host) hostNegated() bool {
	for _, u := range h.Uses("RewriteCond") {
		if len(u.Value(1)) > 0 && u.Value(1)[0] == '!' && isHostTest(u.Value(0)) {
			return true
		}
	}
	return false
}

func portName(a Address) string {
	if a.Port == "" || a.Port == "*" {
		return "any"
	}
	return brief(a.Port)
}
