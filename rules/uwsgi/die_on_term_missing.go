package uwsgi

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("die-on-term-missing", dieOnTermMissing) }

// dieOnTermMissing finds the fault that the stop signal reloads instead of stopping.
func dieOnTermMissing(in *Instance, r *audit.Reporter) {
	for _, s := range in.All("hook-master-start") {
		if strings.HasPrefix(s.Value, "unix_signal:15 ") && s.Given == audit.Yes {
			r.Pass(s.Span)
			return
		}
	}
	if !in.Serves() {
		return
	}
	on, s := in.Switch("die-on-term")
	in.missed(r, on, s, "SIGTERM reloads uWSGI instead of stopping it", in.turnOn("die-on-term", s).Careful())
}
