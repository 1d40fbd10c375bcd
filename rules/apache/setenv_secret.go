package apache

import (
	"preflight/rules/audit"
	"preflight/rules/secret"
)

func init() { Rules.Add("setenv-secret", setenvSecret) }

// setenvSecret checks that secrets do not stand in the configuration.
func setenvSecret(c *Config, r *audit.Reporter) {
	for _, u := range c.Uses("SetEnv") {
		name, value := u.Value(0), u.Value(1)
		if !secret.Named(name) || value == "" {
			continue
		}
		if secret.Reference(value) || isOpen(value) {
			r.Pass(u.Head())
			continue
		}
		v := c.doubt(u, r.Fail(u.Head(), brief(name)+" is written here: "+audit.Mask(value)))
		if secret.Placeholder(value) {
			v.Lower(audit.Low)
		}
	}
}
