package systemd

import (
	"path"
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("strict-undone", strictUndone) }

// strictUndone finds writable paths that take back what ProtectSystem= gives.
func strictUndone(u *Unit, r *audit.Reporter) {
	mode := u.confinement().enums["ProtectSystem"]
	if mode == "no" {
		return
	}
	for _, w := range u.Words(u.Section(), "ReadWritePaths") {
		switch dir := path.Clean("/" + strings.TrimLeft(w.Text, "-+/")); dir {
		case "/", "/usr", "/etc", "/boot", "/usr/bin", "/usr/lib", "/etc/systemd":
			v := r.Fail(w.Span, short("%s is writable again in spite of ProtectSystem=%s", dir, mode))
			if dir != "/" && !u.isApplication() {
				v.Lower(audit.Low) // what a daemon of the system may be for
			}
		}
	}
}
