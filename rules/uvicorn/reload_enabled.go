package uvicorn

import "preflight/rules/audit"

func init() { Rules.Add("reload-enabled", reloadEnabled) }

// reloadEnabled finds a uvicorn that watches its own code.
func reloadEnabled(s *Server, r *audit.Reporter) {
	if s.Has("reload") {
		s.fail(r, s.Get("reload").Span, "--reload watches the code and restarts the server", s.Get("reload").Cut("Remove --reload"))
	}
}
