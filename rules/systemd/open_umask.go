package systemd

import (
	"fmt"

	"preflight/rules/audit"
)

func init() { Rules.Add("open-umask", openUmask) }

// openUmask checks who may read and write the files that the service makes.
func openUmask(u *Unit, r *audit.Reporter) {
	if !u.confinable() {
		return
	}
	entries, mask := u.Assigned("UMask"), u.confinement().umask
	switch {
	case mask&0o002 == 0:
		r.Fail(u.placeOf("UMask"), fmt.Sprintf("UMask=%04o makes files that everybody may write", mask), u.Set("UMask", "0027"))
	case mask&0o004 != 0:
		r.Pass(u.placeOf("UMask"))
	case u.Partial() && len(entries) == 0: // of a lone drop-in only what it sets is judged
	case len(entries) == 0 && u.ofTheSystem():
	default:
		r.Fail(u.placeOf("UMask"), "files that the service makes can be read by everybody").Lower(audit.Info)
	}
}
