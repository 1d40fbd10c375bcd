package uvicorn

import "preflight/rules/audit"

func init() { Rules.Add("debug-log-level", debugLogLevel) }

// debugLogLevel checks that the log does not hold what only a developer needs.
func debugLogLevel(s *Server, r *audit.Reporter) {
	level := s.Get("log-level")
	switch {
	case !level.Set:
	case level.Open:
		r.Unknown(level.Span, "the log level is given at the start")
	case level.Value == "debug" || level.Value == "trace":
		s.fail(r, level.Span, "the log level is "+level.Value, level.Change("info", "Set the log level to info"))
	default:
		r.Pass(level.Span)
	}
}
