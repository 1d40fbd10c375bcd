package apache

import (
	"path"

	"preflight/rules/audit"
)

func init() { Rules.Add("project-exposed", projectExposed) }

// projectExposed checks that the web does not reach the folder with the
// application's code and settings.
func projectExposed(c *Config, r *audit.Reporter) {
	code := trees(c.scripts())
	for _, m := range c.mappings() {
		if u := code[path.Clean(m.folder)]; u != nil {
			v := c.doubt(m.Use, r.Fail(m.Head(), m.Name.Value+" is a folder that holds the application's code")).Also(u.Head())
			if m.Is("DocumentRoot") && u.Scope == m.Scope && u.Value(0) == "/" {
				v.Lower(audit.Low) // every address goes to the application, as things are
			}
		} else {
			r.Pass(m.Head())
		}
	}
}
