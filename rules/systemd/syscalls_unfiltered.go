package systemd

import "preflight/rules/audit"

func init() { Rules.Add("syscalls-unfiltered", syscallsUnfiltered) }

// syscallsUnfiltered checks that the service may not make every system call.
func syscallsUnfiltered(u *Unit, r *audit.Reporter) {
	if !u.confinable() {
		return
	}
	f := u.confinement().filter
	entries := u.List("SystemCallFilter")
	switch {
	case f.allow || len(f.listed) > 0:
		r.Pass(entries[0].Span)
	case len(entries) > 0:
		u.soften(r.Fail(entries[0].Span, "this filter names no system call that exists"))
	case u.Partial(): // of a lone drop-in only what it sets is judged
	default:
		u.soften(r.Fail(u.placeOf("SystemCallFilter"), "every system call is allowed", u.Set("SystemCallFilter", "@system-service")))
	}
}
