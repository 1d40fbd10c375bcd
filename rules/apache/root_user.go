package apache

import (
	"preflight/rules/audit"
)

func init() { Rules.Add("root-user", rootUser) }

// rootUser checks that requests are not served as root.
func rootUser(c *Config, r *audit.Reporter) {
	for _, name := range []string{"User", "Group"} {
		c.judge(r, question{name: name, bad: when(says("root", "#0", "wheel"))})
	}
}
