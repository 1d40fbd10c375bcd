package uvicorn

import "preflight/rules/audit"

func init() { Rules.Add("public-bind", publicBind) }

// publicBind finds an address on which every host can reach uvicorn.
func publicBind(s *Server, r *audit.Reporter) {
	switch reached, host := s.Listens(); {
	case reached == unseen:
		if host.Set {
			r.Unknown(host.Span, "the address in "+short(host.Value)+" is given at the start")
		}
	case reached < anybody:
		if host.Set {
			r.Pass(host.Span)
		}
	case s.Contained():
		s.fail(r, host.Span, "uvicorn listens on every address").Lower(audit.Low)
	default:
		s.fail(r, host.Span, "uvicorn listens on every address of the machine", host.Change("127.0.0.1", "Listen on 127.0.0.1 only").Careful())
	}
}
