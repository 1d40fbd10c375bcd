package systemd

import "preflight/rules/audit"

func init() { Rules.Add("notify-open", notifyOpen) }

// notifyOpen finds services of which every process may tell systemd how the
// service is.
func notifyOpen(u *Unit, r *audit.Reporter) {
	switch v := u.Enum("NotifyAccess", choices["NotifyAccess"]...); v.Value {
	case "all":
		r.Fail(v.Span, "every process of the service may speak for it", u.Set("NotifyAccess", "main"))
	case "main", "exec", "none":
		r.Pass(v.Span)
	}
}
