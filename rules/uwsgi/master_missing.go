package uwsgi

import (
	"preflight/rules/audit"
)

func init() { Rules.Add("master-missing", masterMissing) }

// masterMissing finds the fault that there is no master process.
func masterMissing(in *Instance, r *audit.Reporter) {
	if !in.Serves() {
		return
	}
	on, s := in.Master()
	in.missed(r, on, s, "there is no master process", in.turnOn("master", s).Careful())
}
