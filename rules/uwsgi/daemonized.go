package uwsgi

import (
	"preflight/rules/audit"
)

func init() { Rules.Add("daemonized", daemonized) }

// daemonized finds the fault that uWSGI leaves for the background.
func daemonized(in *Instance, r *audit.Reporter) {
	s := in.Last("daemonize", "daemonize2")
	if s == nil {
		return
	}
	if s.Given != audit.Yes {
		r.Unknown(s.Span, in.settle(s))
		return
	}
	v := in.judge(r.Fail(s.Span, short(s.Key+" puts uWSGI in the background")))
	if in.Command == nil {
		v.Lower(audit.Low)
	}
}
