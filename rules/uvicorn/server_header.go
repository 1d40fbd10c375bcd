package uvicorn

import "preflight/rules/audit"

func init() { Rules.Add("server-header", serverHeader) }

// serverHeader tells that every answer names uvicorn.
func serverHeader(s *Server, r *audit.Reporter) {
	if s.Has("no-server-header") {
		r.Pass(s.Get("no-server-header").Span)
	} else if s.Open == "" {
		s.fail(r, s.Get("server-header").Span, "every answer names uvicorn")
	}
}
