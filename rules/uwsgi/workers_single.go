package uwsgi

import (
	"preflight/rules/audit"
)

func init() { Rules.Add("workers-single", workersSingle) }

// workersSingle finds the fault that one worker serves one request at a time.
func workersSingle(in *Instance, r *audit.Reporter) {
	if !in.Serves() || len(in.All("threads", "gevent", "asyncio", "async", "cheaper", "broodlord", "tornado")) > 0 {
		return
	}
	s := in.Last("processes")
	on := in.Has("processes")
	if s != nil && s.Sure() {
		n, _ := s.Number()
		on = audit.TruthOf(n != 1)
	} else if s != nil {
		r.Pass(s.Span)
		return
	}
	in.missed(r, on, s, "one worker serves one request at a time", nil)
}
