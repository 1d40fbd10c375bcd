package systemd

import "preflight/rules/audit"

func init() { Rules.Add("sudo-blocked", sudoBlocked) }

// sudoBlocked finds commands that need the set-user-ID bit in a service that
// gives it no effect.
func sudoBlocked(u *Unit, r *audit.Reporter) {
	if !u.confinement().on["NoNewPrivileges"] || u.confinement().privileged() {
		return
	}
	for _, c := range u.Commands() {
		switch program := baseName(c.Path); program {
		case "sudo", "su", "pkexec":
			r.Fail(c.Span, short("NoNewPrivileges=yes keeps %s from working", program)).Also(u.placeOf("NoNewPrivileges"))
		}
	}
}
