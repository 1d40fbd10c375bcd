package gunicorn

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("jitter-missing", jitterMissing) }

// jitterMissing tells that all workers are renewed at the same time.
func jitterMissing(s *Server, r *audit.Reporter) {
	requests := s.Ask("max_requests", pyconf.IntThat(func(n int64) bool { return n > 0 }))
	if !s.Has("max_requests") || !requests.Yes() {
		return
	}
	jitter := s.Ask("max_requests_jitter", pyconf.IntThat(func(n int64) bool { return n == 0 }))
	switch {
	case jitter.Yes() && (s.Has("max_requests_jitter") || s.partial == ""):
		s.fail(r, requests.Place, "max_requests without max_requests_jitter").Also(s.place("max_requests_jitter"))
	case jitter.No():
		r.Pass(jitter.Place)
	}
}
