package uwsgi

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/secret"
)

func init() { Rules.Add("secret-in-environment", secretInEnvironment) }

// secretInEnvironment finds the fault that a secret stands in the configuration.
func secretInEnvironment(in *Instance, r *audit.Reporter) {
	in.each(r, []string{"env"}, func(s *Setting) string {
		name, value, _ := strings.Cut(s.Value, "=")
		if _, ok := secret.URLPassword(value); ok {
			return audit.Clip(name, 30) + " holds a password in a URL"
		}
		if value == "" || s.Open || !secret.Named(name) || secret.Reference(value) {
			return ""
		}
		return audit.Clip(name, 26) + " is written here: " + audit.Mask(value)
	})
}
