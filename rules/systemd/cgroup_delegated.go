package systemd

import "preflight/rules/audit"

func init() { Rules.Add("cgroup-delegated", cgroupDelegated) }

// cgroupDelegated finds applications that may manage control groups, which only
// container managers need.
func cgroupDelegated(u *Unit, r *audit.Reporter) {
	entries := u.Assigned("Delegate")
	if !u.confinable() || len(entries) == 0 {
		return
	}
	last := entries[len(entries)-1]
	switch {
	case !u.confinement().delegate:
		r.Pass(last.Span)
	case last.Value == "":
		r.Fail(last.Span, "an empty Delegate= turns delegation on", u.Set("Delegate", "no"))
	case u.isApplication():
		r.Fail(last.Span, "the application manages its own control groups", u.Set("Delegate", "no"))
	}
}
