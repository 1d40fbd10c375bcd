package systemd

import "preflight/rules/audit"

func init() { Rules.Add("address-families-open", addressFamiliesOpen) }

// addressFamiliesOpen checks that the service may not open every kind of socket.
func addressFamiliesOpen(u *Unit, r *audit.Reporter) {
	if !u.confinable() {
		return
	}
	f := u.confinement().families
	entries := u.Assigned("RestrictAddressFamilies")
	switch {
	case f.allow:
		r.Pass(entries[len(entries)-1].Span)
	case len(f.listed) > 0:
		r.Fail(entries[len(entries)-1].Span, f.denied()).Lower(audit.Low)
	case u.Partial() && len(entries) == 0: // of a lone drop-in only what it sets is judged
	default:
		u.soften(r.Fail(u.placeOf("RestrictAddressFamilies"), "sockets of every family may be opened",
			u.Set("RestrictAddressFamilies", "AF_UNIX AF_INET AF_INET6")))
	}
}

// denied says what a list of denied families leaves open.
func (f *familyFilter) denied() string {
	for one, other := range map[string]string{"AF_INET": "AF_INET6", "AF_INET6": "AF_INET"} {
		if f.listed[one] && !f.listed[other] {
			return one + " is denied, " + other + " and all other socket families are open"
		}
	}
	return "a list of what is denied leaves all other socket families open"
}
