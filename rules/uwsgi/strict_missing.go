package uwsgi

import (
	"preflight/rules/audit"
)

func init() { Rules.Add("strict-missing", strictMissing) }

// strictMissing finds the fault that misspelt options are ignored in silence.
func strictMissing(in *Instance, r *audit.Reporter) {
	if !in.Serves() {
		return
	}
	on, s := in.Switch("strict")
	in.missed(r, on, s, "misspelt options are ignored in silence", in.turnOn("strict", s).Careful())
}
