package apache

import (
	"path"

	"preflight/rules/audit"
)

func init() { Rules.Add("project-granted", projectGranted) }

// projectGranted checks that access is granted to the WSGI script alone and
// not to all of the folder that it lies in.
func projectGranted(c *Config, r *audit.Reporter) {
	code := c.scripts()
	for _, s := range c.Scopes("directory") {
		u := code[path.Clean(s.Arg(0))]
		if u == nil {
			continue
		}
		if a := accessOf(s); a.granted != nil {
			v := c.doubt(a.granted, r.Fail(a.granted.Head(), "access is granted to all of the application's code")).Also(u.Head())
			if path.Base(u.Value(1)) != "wsgi.py" {
				v.Doubt(audit.Likely) // the script may lie in a folder of its own
			}
		} else {
			r.Pass(s.Head())
		}
	}
}
