package uwsgi

import (
	"preflight/rules/audit"
)

func init() { Rules.Add("vacuum-missing", vacuumMissing) }

// vacuumMissing finds the fault that sockets and pid files stay behind.
func vacuumMissing(in *Instance, r *audit.Reporter) {
	if in.socketFile() || len(in.All("pidfile", "pidfile2", "safe-pidfile")) > 0 {
		in.wanted(r, "vacuum", "socket and pid file stay behind when uWSGI ends")
	}
}
