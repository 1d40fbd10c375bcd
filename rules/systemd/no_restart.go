package systemd

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("no-restart", noRestart) }

// noRestart checks that a service which dies comes back.
func noRestart(u *Unit, r *audit.Reporter) {
	if !u.IsService() || !u.Partial() && (u.serviceType() == "oneshot" || len(u.CommandsOf("ExecStart")) == 0 || u.onDemand()) {
		return
	}
	v := u.Enum("Restart", words["Restart"]...)
	switch {
	case v.Set && v.Value != "no":
		r.Pass(v.Span)
	case v.Set:
		r.Fail(v.Span, "a service that dies stays down", u.Set("Restart", "on-failure"))
	case v.Known:
		r.Fail(u.placeOf("Restart"), "no Restart= is set: a service that dies stays down", u.Set("Restart", "on-failure"))
	}
}

// onDemand reports whether something starts the service again when it is next
// wanted: D-Bus, a socket, a timer, or a person at the console.
func (u *Unit) onDemand() bool {
	stem := strings.TrimSuffix(u.Name, ".service")
	if u.serviceType() == "dbus" || u.Text("BusName").Set || stem == "rescue" || stem == "emergency" {
		return true
	}
	if u.Text("Sockets").Set || u.Text("StandardInput").Value == "socket" {
		return true
	}
	for _, key := range []place{{"Unit", "Requires"}, {"Unit", "BindsTo"}, {"Install", "Also"}} {
		for _, w := range u.Words(key.section, key.key) {
			if w.Text == stem+".socket" {
				return true
			}
		}
	}
	for _, f := range u.stack.Of(Kind) {
		if name := baseName(f.Name); name == stem+".socket" || name == stem+".timer" || name == stem+".path" {
			return true
		}
	}
	return false
}
