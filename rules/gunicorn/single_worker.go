package gunicorn

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("single-worker", singleWorker) }

// singleWorker tells that one slow request makes all others wait.
func singleWorker(s *Server, r *audit.Reporter) {
	a := s.Ask("workers", pyconf.IntThat(func(n int64) bool { return n == 1 }))
	if s.isSync() != audit.Yes || !a.Yes() || !s.Has("workers") && s.partial != "" {
		return
	}
	s.fail(r, a.Place, "one worker serves one request at a time")
}

// isSync reports whether workers serve one request at a time: the class "sync"
// with one thread.
func (s *Server) isSync() audit.Truth {
	class := s.Ask("worker_class", pyconf.TextThat(func(name string) bool {
		return name == "sync" || strings.HasSuffix(name, "SyncWorker")
	}))
	threads := s.Ask("threads", pyconf.IntThat(func(n int64) bool { return n <= 1 }))
	if s.partial != "" && !(s.Has("worker_class") && s.Has("threads")) {
		return audit.Maybe
	}
	return class.Truth.And(threads.Truth)
}
