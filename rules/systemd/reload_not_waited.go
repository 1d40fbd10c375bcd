package systemd

import "preflight/rules/audit"

func init() { Rules.Add("reload-not-waited", reloadNotWaited) }

// reloadNotWaited finds applications whose reload counts as done when the
// signal is sent.
func reloadNotWaited(u *Unit, r *audit.Reporter) {
	if !u.IsService() || u.Partial() || !u.isApplication() || u.serviceType() == "notify-reload" {
		return
	}
	reloads := u.CommandsOf("ExecReload")
	if len(reloads) != 1 || reloads[0].Program() != "kill" {
		return // another command may wait
	}
	r.Fail(reloads[0].Span, "a reload counts as done when the signal is sent")
}
