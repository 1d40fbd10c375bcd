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
			c.doubt(m.Use, r.Fail(m.Head(), m.Name.Value+" publishes the folder of the application's code")).Also(u.Head())
		} else {
			r.Pass(m.Head())
		}
	}
}
