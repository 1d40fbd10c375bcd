package systemd

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/secret"
)

func init() { Rules.Add("secret-in-environment", secretInEnvironment) }

// secretInEnvironment finds secrets in Environment=, which every user of the
// host can read from the manager.
func secretInEnvironment(u *Unit, r *audit.Reporter) {
	for _, e := range u.List("Environment") {
		for _, t := range cutCommand(e.Value).words {
			name, value, ok := strings.Cut(t.text, "=")
			if !ok || value == "" {
				continue
			}
			place := e.Place(t.start, t.end)
			switch {
			case secret.Placeholder(value):
				if secret.Named(name) {
					r.Fail(place, short("%s is set in the unit to a placeholder", name)).Lower(audit.Low)
				}
			case secret.Named(name) && !secret.Reference(value):
				r.Fail(place, audit.Clip(name, 24)+" is in the unit ("+audit.Mask(value)+")")
			default:
				if password, ok := secret.URLPassword(value); ok {
					r.Fail(place, audit.Clip(name, 24)+" holds a password ("+audit.Mask(password)+")")
				}
			}
		}
	}
}
