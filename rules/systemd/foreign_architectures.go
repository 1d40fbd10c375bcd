package systemd

import "preflight/rules/audit"

func init() { Rules.Add("foreign-architectures", foreignArchitectures) }

// foreignArchitectures checks that system calls of other architectures, which
// pass many a filter, are closed.
func foreignArchitectures(u *Unit, r *audit.Reporter) {
	if !u.confinable() {
		return
	}
	archs := u.confinement().archs
	entries := u.List("SystemCallArchitectures")
	switch {
	case len(archs) == 1:
		r.Pass(entries[0].Span)
	case len(archs) > 1:
		u.soften(r.Fail(entries[len(entries)-1].Span, "system calls of several architectures are allowed"))
	case u.Partial(): // of a lone drop-in only what it sets is judged
	default:
		u.soften(r.Fail(u.placeOf("SystemCallArchitectures"), "system calls of every architecture are allowed", u.Set("SystemCallArchitectures", "native")))
	}
}
