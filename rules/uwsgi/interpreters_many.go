package uwsgi

import (
	"preflight/rules/audit"
)

func init() { Rules.Add("interpreters-many", interpretersMany) }

// interpretersMany finds the fault that the application runs in a sub-interpreter.
func interpretersMany(in *Instance, r *audit.Reporter) {
	if len(in.All("mount")) == 0 && in.Has("vhost", "emperor") == audit.No {
		in.wanted(r, "single-interpreter", "the application runs in a sub-interpreter")
	}
}
