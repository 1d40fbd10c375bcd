package systemd

import "preflight/rules/audit"

func init() { Rules.Add("users-visible", usersVisible) }

// usersVisible checks that the service lives in a user namespace of its own,
// where being root means nothing outside.
func usersVisible(u *Unit, r *audit.Reporter) {
	s := u.confinement()
	switch {
	case !u.confinable():
	case s.privileged() && !s.on["PrivateUsers"] && !u.Partial():
		// a service that is root's on purpose would lose what it needs
	case s.ambient != 0 && !s.on["PrivateUsers"]:
		// its capabilities would not count outside
	default:
		wantYes(u, r, "PrivateUsers", "the service shares the users of the host")
	}
}
