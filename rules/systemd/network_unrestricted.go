package systemd

import "preflight/rules/audit"

func init() { Rules.Add("network-unrestricted", networkUnrestricted) }

// networkUnrestricted checks that the service cannot talk to every address.
func networkUnrestricted(u *Unit, r *audit.Reporter) {
	if !u.confinable() {
		return
	}
	s := u.confinement()
	switch {
	case s.on["PrivateNetwork"]:
		r.Pass(u.placeOf("PrivateNetwork"))
	case s.denied.any4 && s.denied.any6:
		r.Pass(u.placeOf("IPAddressDeny"))
	case s.addressBPF:
		r.Unknown(u.placeOf("IPIngressFilterPath"), "what the filter program lets through is not in the unit")
	case u.Partial(): // of a lone drop-in only what it sets is judged
	case s.denied.any4 || s.denied.any6:
		r.Fail(u.placeOf("IPAddressDeny"), "only one of IPv4 and IPv6 is denied").Lower(audit.Low)
	case u.ofTheSystem():
	default:
		r.Fail(u.Head(), "the service may talk to every address").Lower(audit.Info)
	}
}
