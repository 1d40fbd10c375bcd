package systemd

import "preflight/rules/audit"

func init() { Rules.Add("process-unrestricted", processUnrestricted) }

// processUnrestricted checks the small restrictions that no application
// notices.
func processUnrestricted(u *Unit, r *audit.Reporter) {
	wantAll(u, r, "harmless restrictions are off", "RestrictSUIDSGID", "RestrictRealtime", "LockPersonality")
}
