package systemd

import "preflight/rules/audit"

func init() { Rules.Add("network-not-waited", networkNotWaited) }

// networkNotWaited finds services ordered behind network-online.target that do
// not ask for it, so that nothing waits.
func networkNotWaited(u *Unit, r *audit.Reporter) {
	if u.Partial() {
		return
	}
	const target = "network-online.target"
	for _, key := range []string{"Wants", "Requires", "BindsTo"} {
		for _, w := range u.Words("Unit", key) {
			if w.Text == target {
				return
			}
		}
	}
	for _, w := range u.Words("Unit", "After") {
		if w.Text == target {
			r.Fail(w.Span, "After="+target+" without Wants= may wait for nothing", u.addIn("Unit", "Wants", target))
		}
	}
}
