package systemd

import "preflight/rules/audit"

func init() { Rules.Add("shared-tmp", sharedTmp) }

// sharedTmp checks that the service has a /tmp of its own.
func sharedTmp(u *Unit, r *audit.Reporter) {
	if u.early() {
		return
	}
	if needs, ok := u.usesPath("/tmp", "/var/tmp"); ok && u.IsService() && !u.confinement().on["PrivateTmp"] && !u.Partial() {
		u.soften(r.Fail(u.placeOf("PrivateTmp"), "/tmp is shared, and the service uses it")).Also(needs)
		return
	}
	wantYes(u, r, "PrivateTmp", "/tmp is shared with all other programs")
}
