package apache

import (
	"preflight/rules/audit"
)

func init() { Rules.Add("override-all", overrideAll) }

// overrideAll checks that .htaccess files may not change everything.
func overrideAll(c *Config, r *audit.Reporter) {
	c.judge(r, question{name: "AllowOverride", bad: when(says("All"))})
}
