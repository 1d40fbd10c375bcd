package nginx

import "preflight/rules/audit"

func init() { Rules.Add("hsts-without-tls", hstsWithoutTLS) }

// hstsWithoutTLS finds Strict-Transport-Security on a server without TLS, of
// which browsers take no notice.
func hstsWithoutTLS(s *Site, r *audit.Reporter) {
	for _, v := range s.Servers {
		if v.TLS() || len(v.Listens) == 0 {
			continue
		}
		for _, h := range added(v.Own("add_header")) {
			if h.name == hsts {
				r.Fail(h.d.Head(), "Strict-Transport-Security counts for nothing without TLS", remove("Remove the header here", h.d).Careful()).Also(v.Place())
			}
		}
	}
}
