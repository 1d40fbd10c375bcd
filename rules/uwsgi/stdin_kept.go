package uwsgi

import (
	"preflight/rules/audit"
)

func init() { Rules.Add("stdin-kept", stdinKept) }

// stdinKept finds the fault that the workers keep the standard input.
func stdinKept(in *Instance, r *audit.Reporter) {
	in.dangerous(r, "honour-stdin", "the workers keep the standard input, as for a debugger")
}
