package uwsgi

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("debug-in-environment", debugInEnvironment) }

// debugInEnvironment finds the fault that DEBUG is switched on in the environment.
func debugInEnvironment(in *Instance, r *audit.Reporter) {
	for _, s := range in.All("env") {
		name, value, _ := strings.Cut(s.Value, "=")
		if name != "DEBUG" && !strings.HasSuffix(name, "_DEBUG") || s.Open {
			continue
		}
		switch lower(value) {
		case "1", "true", "yes", "on":
			if s.Given != audit.Yes {
				r.Unknown(s.Span, in.settle(s))
				continue
			}
			in.judge(r.Fail(s.Span, short(name+" is "+value))).Doubt(audit.Likely)
		default:
			r.Pass(s.Span)
		}
	}
}
