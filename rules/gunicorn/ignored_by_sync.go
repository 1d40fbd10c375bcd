package gunicorn

import "preflight/rules/audit"

func init() { Rules.Add("ignored-by-sync", ignoredBySync) }

// ignoredBySync tells of settings that synchronous workers do not read.
func ignoredBySync(s *Server, r *audit.Reporter) {
	if s.isSync() != audit.Yes {
		return
	}
	for _, name := range []string{"worker_connections", "keepalive"} {
		if h := s.Get(name); h.Source != Default {
			s.fail(r, h.Place, h.Said+" means nothing to synchronous workers")
		}
	}
}
