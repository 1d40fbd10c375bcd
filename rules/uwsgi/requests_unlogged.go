package uwsgi

import (
	"preflight/rules/audit"
)

func init() { Rules.Add("requests-unlogged", requestsUnlogged) }

// requestsUnlogged finds the fault that failed requests leave no trace.
func requestsUnlogged(in *Instance, r *audit.Reporter) {
	on, s := in.Switch("disable-logging")
	if s == nil {
		return
	}
	kept, _ := in.Switch("log-5xx")
	switch {
	case on == audit.No || kept == audit.Yes:
		r.Pass(s.Span)
	case on == audit.Maybe || kept == audit.Maybe:
		r.Unknown(s.Span, in.settle(s))
	default:
		in.judge(r.Fail(s.Span, "requests are not logged, failed ones neither", in.add("log-5xx = true")))
	}
}
