package systemd

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("requires-without-after", requiresWithoutAfter) }

// requiresWithoutAfter finds units that are needed, but started at the same
// time.
func requiresWithoutAfter(u *Unit, r *audit.Reporter) {
	if !u.IsService() || u.Partial() {
		return
	}
	ordered := map[string]bool{}
	for _, key := range []string{"After", "Before"} {
		for _, w := range u.Words("Unit", key) {
			ordered[w.Text] = true
		}
	}
	for _, key := range []string{"Requires", "BindsTo"} {
		for _, w := range u.Words("Unit", key) {
			if !strings.HasSuffix(w.Text, ".service") {
				continue // of sockets, mounts and targets the order comes by itself, or means nothing
			}
			if ordered[w.Text] {
				r.Pass(w.Span)
				continue
			}
			v := r.Fail(w.Span, short("%s=%s without After=: both start at once", key, w.Text), u.addIn("Unit", "After", w.Text))
			if u.ofTheSystem() {
				v.Lower(audit.Low)
			}
		}
	}
}

// addIn makes the fix that adds an assignment to a section.
func (u *Unit) addIn(section, key, value string) *audit.Fix {
	return &audit.Fix{Title: "Add " + key + "=" + value, Edits: []audit.Edit{u.addition(section, key+"="+value)}}
}
