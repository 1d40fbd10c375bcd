package systemd

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("privileged-command", privilegedCommand) }

// privilegedCommand finds commands that run with full privileges past the
// unit's own restrictions. Two exclamation marks mean something to kernels
// without ambient capabilities only.
func privilegedCommand(u *Unit, r *audit.Reporter) {
	for _, c := range u.Commands() {
		prefix := strings.ReplaceAll(c.Prefix, "!!", "")
		switch {
		case strings.Contains(prefix, "+"):
			v := r.Fail(c.Span, short("%s= runs past User= and every restriction", c.Key))
			if c.Key != "ExecStart" {
				v.Lower(audit.Info)
			}
		case strings.Contains(prefix, "!") && !u.confinement().privileged():
			r.Fail(c.Span, short("%s= starts as root, past User=", c.Key)).Lower(audit.Low)
		}
	}
}
