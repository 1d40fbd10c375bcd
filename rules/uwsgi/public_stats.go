package uwsgi

import (
	"preflight/rules/audit"
)

func init() { Rules.Add("public-stats", publicStats) }

// publicStats finds the fault that the statistics are open to the network.
func publicStats(in *Instance, r *audit.Reporter) {
	in.judgeListeners(r, in.All("stats", "http-stats", "fastrouter-stats", "rawrouter-stats", "sslrouter-stats"), func(s *Setting, a address) {
		in.reached(r.Fail(s.Span, short(s.Key+" answers everybody "+a.where()), in.local(s, a)))
	})
}
