package nginx

import "preflight/rules/audit"

func init() { Rules.Add("basic-auth-without-tls", basicAuthWithoutTLS) }

// basicAuthWithoutTLS finds passwords that travel in clear text.
func basicAuthWithoutTLS(s *Site, r *audit.Reporter) {
	s.eachOwn("auth_basic", func(b *Block, d *Directive) {
		server := s.server(b)
		if server == nil || d.Arg(0) == "off" {
			return
		}
		plain := server.Plain()
		if plain == nil {
			r.Pass(d.Head())
			return
		}
		if server.Local() || len(server.Listens) == 0 || server.redirectsByIf() {
			return
		}
		r.Fail(d.Head(), "passwords are asked for without TLS").Also(spanOf(plain.Directive))
	})
}
