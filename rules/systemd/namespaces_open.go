package systemd

import "preflight/rules/audit"

func init() { Rules.Add("namespaces-open", namespacesOpen) }

// namespacesOpen checks that the service cannot make user namespaces, by which
// an ordinary process reaches code of the kernel that is meant for root.
func namespacesOpen(u *Unit, r *audit.Reporter) {
	if !u.confinable() {
		return
	}
	entries := u.Assigned("RestrictNamespaces")
	switch left := u.confinement().namespaces; {
	case left&namespaceBit("user") == 0:
		r.Pass(entries[len(entries)-1].Span)
	case u.Partial() && len(entries) == 0: // of a lone drop-in only what it sets is judged
	case len(entries) == 0 || left == allNamespaces:
		u.soften(r.Fail(u.placeOf("RestrictNamespaces"), "namespaces of every kind may be made", u.Set("RestrictNamespaces", "yes")))
	default:
		u.soften(r.Fail(u.placeOf("RestrictNamespaces"), "user namespaces may be made"))
	}
}
