package gunicorn

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("proxy-protocol-from-anyone", proxyProtocolFromAnyone) }

// proxyProtocolFromAnyone finds a server that takes the client's address from
// whoever connects.
func proxyProtocolFromAnyone(s *Server, r *audit.Reporter) {
	a := s.Ask("proxy_protocol", pyconf.TextThat(func(mode string) bool { return mode != "off" }))
	switch {
	case a.Yes():
		s.anyone(r, "proxy_allow_ips", "takes the client's address from anybody", `"127.0.0.1"`, "127.0.0.1")
	case a.Maybe() && s.Ask("proxy_allow_ips", pyconf.Listed(isEverybody)).Yes():
		r.Unknown(a.Place, a.Settle)
	}
}
