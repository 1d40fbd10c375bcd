package stack

import "preflight/rules/audit"

func init() { Rules.Add("forwarded-host-spoofable", forwardedHostSpoofable) }

// forwardedHostSpoofable checks that every way to Django sets X-Forwarded-Host
// and X-Forwarded-Port where Django takes its host and port from them.
func forwardedHostSpoofable(d *Deployment, r *audit.Reporter) {
	if d.on("USE_X_FORWARDED_HOST") {
		d.trusts(r, "X-Forwarded-Host", "USE_X_FORWARDED_HOST", "$host")
	}
	if d.on("USE_X_FORWARDED_PORT") {
		d.trusts(r, "X-Forwarded-Port", "USE_X_FORWARDED_PORT", "$server_port")
	}
}
