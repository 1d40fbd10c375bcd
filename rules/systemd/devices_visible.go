package systemd

import "preflight/rules/audit"

func init() { Rules.Add("devices-visible", devicesVisible) }

// devicesVisible checks that the service sees no hardware.
func devicesVisible(u *Unit, r *audit.Reporter) {
	if policy := u.Enum("DevicePolicy", choices["DevicePolicy"]...); policy.Value == "closed" || policy.Value == "strict" {
		r.Pass(policy.Span)
		return
	}
	if len(u.List("DeviceAllow")) > 0 {
		return // it needs some device
	}
	wantYes(u, r, "PrivateDevices", "the service sees the devices of the host")
}
