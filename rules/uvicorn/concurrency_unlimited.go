package uvicorn

import "preflight/rules/audit"

func init() { Rules.Add("concurrency-unlimited", concurrencyUnlimited) }

// concurrencyUnlimited tells that nothing bounds how many requests are served at
// once.
func concurrencyUnlimited(s *Server, r *audit.Reporter) {
	if s.Has("limit-concurrency") {
		r.Pass(s.Get("limit-concurrency").Span)
	} else if s.Open == "" {
		s.fail(r, s.Span, "the number of requests at a time has no limit")
	}
}
