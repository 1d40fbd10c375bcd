package systemd

import "preflight/rules/audit"

func init() { Rules.Add("home-visible", homeVisible) }

// homes are the directories that ProtectHome= speaks of.
var homes = []string{"/home", "/root", "/run/user"}

// homeVisible checks that the service cannot see what people keep at home.
func homeVisible(u *Unit, r *audit.Reporter) {
	if !u.confinable() || u.early() {
		return
	}
	v := u.Enum("ProtectHome", choices["ProtectHome"]...)
	needs, needed := u.usesPath(homes...)
	switch mode := u.confinement().enums["ProtectHome"]; {
	case mode == "yes" || mode == "tmpfs" || mode == "read-only" && needed:
		r.Pass(v.Span)
	case mode == "read-only" && v.Set:
		u.soften(r.Fail(v.Span, "home directories can be read", u.Set("ProtectHome", "yes"))).Lower(audit.Low)
	case mode == "read-only": // what DynamicUser=yes makes of it
		u.soften(r.Fail(u.placeOf("DynamicUser"), "home directories can be read", u.Set("ProtectHome", "yes"))).Lower(audit.Low)
	case !v.Known: // of a lone drop-in only what it sets is judged
	case needed:
		u.soften(r.Fail(v.Span, "home directories are visible; the service uses one")).Also(needs)
	default:
		u.soften(r.Fail(v.Span, "home directories are visible", u.Set("ProtectHome", "yes")))
	}
}
