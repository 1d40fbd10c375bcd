package systemd

import "preflight/rules/audit"

func init() { Rules.Add("mounts-shared", mountsShared) }

// mountsShared checks that mounts of the service stay with it. Every setting
// that gives it a file system of its own sees to that, whatever the score says.
func mountsShared(u *Unit, r *audit.Reporter) {
	if !u.confinable() {
		return
	}
	f := u.flag("Service", "PrivateMounts")
	s := u.confinement()
	switch {
	case f.Set && f.Truth == audit.Yes:
		r.Pass(f.Span)
	case s.on["PrivateTmp"]:
		r.Pass(u.placeOf("PrivateTmp"))
	case s.on["PrivateDevices"]:
		r.Pass(u.placeOf("PrivateDevices"))
	case s.enums["ProtectSystem"] != "no":
		r.Pass(u.placeOf("ProtectSystem"))
	case s.enums["ProtectHome"] != "no":
		r.Pass(u.placeOf("ProtectHome"))
	case f.Truth == audit.Maybe: // of a lone drop-in only what it sets is judged
	default:
		r.Fail(f.Span, "mounts made by the service are seen by the host", u.Set("PrivateMounts", "yes"))
	}
}
