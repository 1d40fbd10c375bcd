package apache

import "preflight/rules/audit"

func init() { Rules.Add("root-granted", rootGranted) }

// rootGranted checks that the whole file system is not open to the web.
func rootGranted(c *Config, r *audit.Reporter) {
	for _, s := range c.Scopes("directory", "directorymatch") {
		if !s.isRoot() {
			continue
		}
		if a := accessOf(s); a.granted != nil {
			c.doubt(a.granted, r.Fail(a.granted.Head(), "access to the whole file system is granted")).Also(s.Head())
		} else if a.closed() {
			r.Pass(s.Head())
		}
	}
}
