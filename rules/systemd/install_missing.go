package systemd

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("install-missing", installMissing) }

// installMissing finds applications that nothing starts when the machine does.
func installMissing(u *Unit, r *audit.Reporter) {
	if !u.IsService() || u.Partial() || !u.isApplication() || u.serviceType() == "oneshot" {
		return
	}
	for _, key := range []string{"WantedBy", "RequiredBy", "UpheldBy", "Also", "Alias"} {
		if words := u.Words("Install", key); len(words) > 0 {
			r.Pass(words[0].Span)
			return
		}
	}
	if u.onDemand() || u.pulledIn() {
		return
	}
	line := "WantedBy=multi-user.target"
	if u.ofUser() == audit.Yes {
		line = "WantedBy=default.target"
	}
	fix := &audit.Fix{Title: "Add " + line, Edits: []audit.Edit{u.addition("Install", line)}}
	r.Fail(u.Head(), "nothing starts the service at boot", fix.Careful())
}

// pulledIn reports whether another unit of the stack starts this one.
func (u *Unit) pulledIn() bool {
	prefix, _, _, template := splitName(u.Name)
	for _, v := range Units(u.stack) {
		for _, key := range []place{{"Unit", "Wants"}, {"Unit", "Requires"}, {"Unit", "BindsTo"}, {"Unit", "Upholds"}, {"Install", "Also"}, {v.Section(), "Unit"}, {v.Section(), "Service"}} {
			for _, w := range v.Words(key.section, key.key) {
				if w.Text == u.Name || template && strings.HasPrefix(w.Text, prefix+"@") {
					return true
				}
			}
		}
	}
	return false
}
