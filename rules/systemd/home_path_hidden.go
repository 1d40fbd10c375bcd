package systemd

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("home-path-hidden", homePathHidden) }

// homePathHidden finds services that need a home directory and hide it from
// themselves.
func homePathHidden(u *Unit, r *audit.Reporter) {
	v := u.Enum("ProtectHome", choices["ProtectHome"]...)
	if !u.IsService() || v.Value != "yes" && v.Value != "tmpfs" || u.bindsHome() {
		return
	}
	place, used := u.usesPath(homes...)
	if !used || strings.Contains(u.Text("WorkingDirectory").Value, "~") {
		return
	}
	r.Fail(place, short("ProtectHome=%s hides this path from the service", v.Value)).Also(v.Span)
}

// bindsHome reports whether something below the hidden directories is mounted
// back.
func (u *Unit) bindsHome() bool {
	for _, key := range []string{"BindPaths", "BindReadOnlyPaths", "RootDirectory", "RootImage"} {
		if len(u.List(key)) > 0 {
			return true
		}
	}
	return false
}
