package gunicorn

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("cleartext-http2", cleartextHttp2) }

// cleartextHttp2 finds HTTP/2 without TLS on an address that others reach.
func cleartextHttp2(s *Server, r *audit.Reporter) {
	widest, _, _ := s.listens()
	if widest <= loopback {
		return
	}
	s.judge(r, "http2_cleartext", pyconf.TextThat(func(mode string) bool { return mode != "off" }),
		"http2_cleartext speaks HTTP/2 without TLS to other hosts", s.Set("http2_cleartext", `"off"`, "off", "Switch it off").Careful())
}
