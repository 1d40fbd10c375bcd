package systemd

import "preflight/rules/audit"

func init() { Rules.Add("kernel-writable", kernelWritable) }

// kernelWritable checks that the service cannot change the kernel's settings.
func kernelWritable(u *Unit, r *audit.Reporter) {
	wantAll(u, r, "kernel settings are open", "ProtectKernelTunables", "ProtectKernelModules", "ProtectKernelLogs",
		"ProtectControlGroups", "ProtectClock", "ProtectHostname")
}
