package systemd

import "preflight/rules/audit"

func init() { Rules.Add("system-writable", systemWritable) }

// systemWritable checks that the service sees the operating system read-only.
func systemWritable(u *Unit, r *audit.Reporter) {
	if !u.confinable() || u.early() {
		return
	}
	v := u.Enum("ProtectSystem", choices["ProtectSystem"]...)
	place := v.Span
	if u.confinement().dynamicUser {
		place = u.placeOf("DynamicUser")
	}
	switch u.confinement().enums["ProtectSystem"] {
	case "strict", "full":
		r.Pass(place)
	case "yes":
		u.soften(r.Fail(v.Span, "ProtectSystem=yes leaves /etc writable", u.Set("ProtectSystem", "full"))).Lower(audit.Low)
	default:
		if !v.Known {
			return
		}
		u.soften(r.Fail(v.Span, "the service may write to /usr and /etc", u.Set("ProtectSystem", "full")))
	}
}
