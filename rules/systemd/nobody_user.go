package systemd

import "preflight/rules/audit"

func init() { Rules.Add("nobody-user", nobodyUser) }

// nobodyUser finds services that share the identity of everybody's leftovers.
func nobodyUser(u *Unit, r *audit.Reporter) {
	switch user := u.Text("User"); user.Value {
	case "nobody", "65534":
		r.Fail(user.Span, "the service shares the user nobody with others")
	}
}
