package systemd

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("after-without-wants", afterWithoutWants) }

// afterWithoutWants finds services that an application waits for, but that
// nothing in its unit starts.
func afterWithoutWants(u *Unit, r *audit.Reporter) {
	if !u.IsService() || u.Partial() || !u.isApplication() {
		return
	}
	started := map[string]bool{}
	for _, key := range []string{"Wants", "Requires", "BindsTo", "Requisite", "Upholds", "PartOf"} {
		for _, w := range u.Words("Unit", key) {
			started[w.Text] = true
		}
	}
	for _, w := range u.Words("Unit", "After") {
		switch {
		case !strings.HasSuffix(w.Text, ".service") || strings.HasPrefix(w.Text, "systemd-"):
		case started[w.Text]:
			r.Pass(w.Span)
		default:
			r.Fail(w.Span, short("After= orders, but does not start %s", w.Text), u.addIn("Unit", "Wants", w.Text).Careful())
		}
	}
}
