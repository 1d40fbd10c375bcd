package uwsgi

import (
	"preflight/rules/audit"
)

func init() { Rules.Add("exceptions-shown", exceptionsShown) }

// exceptionsShown finds the fault that tracebacks are sent to visitors.
func exceptionsShown(in *Instance, r *audit.Reporter) {
	in.dangerous(r, "catch-exceptions", "tracebacks are sent to visitors")
}
