package systemd

import "preflight/rules/audit"

func init() { Rules.Add("new-privileges", newPrivileges) }

// newPrivileges checks that processes of the service cannot gain privileges.
func newPrivileges(u *Unit, r *audit.Reporter) {
	wantYes(u, r, "NoNewPrivileges", "processes may gain new privileges")
}
