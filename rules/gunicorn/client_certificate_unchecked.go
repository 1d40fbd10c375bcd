package gunicorn

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("client-certificate-unchecked", clientCertificateUnchecked) }

// clientCertificateUnchecked finds a list of authorities for client certificates that
// nobody asks for.
func clientCertificateUnchecked(s *Server, r *audit.Reporter) {
	h := s.Get("ca_certs")
	if !s.Has("ca_certs") || h.Value.IsNone() == audit.Yes {
		return
	}
	a := s.Ask("cert_reqs", pyconf.IntThat(func(n int64) bool { return n == 0 }))
	switch {
	case a.Yes():
		s.fail(r, h.Place, "ca_certs is set, but cert_reqs asks for no certificate").Also(s.place("cert_reqs"))
	case a.No():
		r.Pass(a.Place)
	case a.Value.Type != pyconf.Code:
		r.Unknown(a.Place, a.Settle)
	}
}
