package uvicorn

import "preflight/rules/audit"

func init() { Rules.Add("socket-peer-unbelieved", socketPeerUnbelieved) }

// socketPeerUnbelieved tells that a proxy which connects to a Unix socket is not
// believed unless it is named.
func socketPeerUnbelieved(s *Server, r *audit.Reporter) {
	trusted := s.fromVariable("forwarded-allow-ips", "FORWARDED_ALLOW_IPS")
	if !s.Has("uds") || s.Open != "" {
		return
	}
	if trusted.Set {
		r.Pass(trusted.Span)
		return
	}
	s.fail(r, s.Get("uds").Span, "the proxy behind the socket is not believed: all is plain HTTP")
}
