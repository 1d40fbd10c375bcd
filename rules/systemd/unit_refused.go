package systemd

import "preflight/rules/audit"

func init() { Rules.Add("unit-refused", unitRefused) }

// unitRefused finds services that systemd does not load at all.
func unitRefused(u *Unit, r *audit.Reporter) {
	if !u.IsService() || u.Partial() {
		return
	}
	if p := u.Main.Refused; p != nil {
		r.Fail(p.Span, p.Message)
		return
	}
	why, place := u.refusal()
	if why == "" {
		r.Pass(u.Head())
		return
	}
	r.Fail(place, "systemd refuses the unit: "+clipped(why, 46))
}
