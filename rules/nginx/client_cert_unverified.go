package nginx

import "preflight/rules/audit"

func init() { Rules.Add("client-cert-unverified", clientCertUnverified) }

// clientCertUnverified finds client certificates that anybody can make.
func clientCertUnverified(s *Site, r *audit.Reporter) {
	s.eachOwn("ssl_verify_client", func(_ *Block, d *Directive) {
		switch d.Arg(0) {
		case "optional_no_ca":
			r.Fail(d.Head(), "client certificates are taken from any authority")
		case "on":
			r.Pass(d.Head())
		}
	})
}
