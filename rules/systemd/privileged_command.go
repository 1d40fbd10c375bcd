package systemd

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("privileged-command", privilegedCommand) }

// privilegedCommand finds commands that run with full privileges past the
// unit's own restrictions.
func privilegedCommand(u *Unit, r *audit.Reporter) {
	for _, c := range u.Commands() {
		if !strings.ContainsAny(c.Prefix, "+!") || u.confinement().privileged() && !strings.Contains(c.Prefix, "+") {
			continue
		}
		message := short("%s= runs as root, past User=", c.Key)
		if strings.Contains(c.Prefix, "+") {
			message = short("%s= runs past User= and every restriction", c.Key)
		}
		v := r.Fail(c.Span, message)
		if c.Key != "ExecStart" {
			v.Lower(audit.Info)
		}
	}
}
