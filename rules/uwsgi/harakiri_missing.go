package uwsgi

import (
	"preflight/rules/audit"
)

func init() { Rules.Add("harakiri-missing", harakiriMissing) }

// harakiriMissing finds the fault that a hung request holds its worker for ever.
func harakiriMissing(in *Instance, r *audit.Reporter) {
	if !in.Serves() || in.Has("gevent", "asyncio", "async") != audit.No && len(in.All("harakiri")) == 0 && in.Lacking() == "" {
		return
	}
	s := in.Last("harakiri")
	on := in.Has("harakiri")
	if s != nil {
		n, _ := s.Number()
		on = audit.TruthOf(n > 0)
		if !s.Sure() {
			on = audit.Maybe
		}
	}
	in.missed(r, on, s, "no request has a time limit: harakiri is not set", nil)
}
