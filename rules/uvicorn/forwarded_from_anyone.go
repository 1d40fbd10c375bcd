package uvicorn

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("forwarded-from-anyone", forwardedFromAnyone) }

// forwardedFromAnyone finds a uvicorn that believes the forwarded headers of every
// client that can connect.
func forwardedFromAnyone(s *Server, r *audit.Reporter) {
	trusted := s.fromVariable("forwarded-allow-ips", "FORWARDED_ALLOW_IPS")
	reached, host := s.Listens()
	switch {
	case !trusted.Set || s.Has("no-proxy-headers"):
	case trusted.Open:
		r.Unknown(trusted.Span, "the peers that are believed are given at the start")
	case !trustsAll(trusted.Value) || reached == socket:
		r.Pass(trusted.Span)
	default:
		v := s.fail(r, trusted.Span, trusted.Said()+" believes the forwarded headers of anybody", trusted.Change("127.0.0.1", "Believe 127.0.0.1 only").Careful())
		if host.Set {
			v.Also(host.Span)
		}
		if reached <= loopback || s.Contained() {
			v.Lower(audit.Medium)
		}
	}
}

// trustsAll reports whether a list of peers holds everybody.
func trustsAll(list string) bool {
	for peer := range strings.SplitSeq(list, ",") {
		switch strings.TrimSpace(peer) {
		case "*", "0.0.0.0/0", "::/0":
			return true
		}
	}
	return false
}
