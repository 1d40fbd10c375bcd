package systemd

import "preflight/rules/audit"

func init() { Rules.Add("processes-visible", processesVisible) }

// processesVisible checks that the service cannot see the processes of others.
func processesVisible(u *Unit, r *audit.Reporter) {
	if !u.confinable() {
		return
	}
	v := u.Enum("ProtectProc", choices["ProtectProc"]...)
	switch {
	case v.Set && v.Value != "default":
		r.Pass(v.Span)
	case !v.Known: // of a lone drop-in only what it sets is judged
	default:
		u.soften(r.Fail(v.Span, "the service sees the processes of all users", u.Set("ProtectProc", "invisible")))
	}
}
