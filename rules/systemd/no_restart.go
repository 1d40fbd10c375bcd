package systemd

import "preflight/rules/audit"

func init() { Rules.Add("no-restart", noRestart) }

// noRestart checks that a service which dies comes back.
func noRestart(u *Unit, r *audit.Reporter) {
	if !u.IsService() || !u.Partial() && (u.serviceType() == "oneshot" || len(u.CommandsOf("ExecStart")) == 0) {
		return
	}
	v := u.Enum("Restart", words["Restart"]...)
	switch {
	case v.Set && v.Value != "no":
		r.Pass(v.Span)
	case v.Set:
		r.Fail(v.Span, "a service that dies stays down", u.Set("Restart", "on-failure"))
	case v.Known:
		r.Fail(u.placeOf("Restart"), "no Restart= is set: a service that dies stays down", u.Set("Restart", "on-failure"))
	default:
		r.Unknown(v.Span, u.Missing("Restart"))
	}
}
