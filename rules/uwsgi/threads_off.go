package uwsgi

import (
	"preflight/rules/audit"
)

func init() { Rules.Add("threads-off", threadsOff) }

// threadsOff finds the fault that threads of the application may not run.
func threadsOff(in *Instance, r *audit.Reporter) {
	if s := in.Last("threads"); s != nil {
		r.Pass(s.Span)
		return
	}
	in.wanted(r, "enable-threads", "background threads do not run in older releases")
}
