package systemd

import "preflight/rules/audit"

func init() { Rules.Add("ipc-left", ipcLeft) }

// ipcLeft checks that shared memory of the service goes when it stops.
func ipcLeft(u *Unit, r *audit.Reporter) {
	if u.Partial() || !u.confinement().privileged() {
		wantYes(u, r, "RemoveIPC", "shared memory stays behind when the service stops")
	}
}
