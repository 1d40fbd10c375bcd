package nginx

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("forwarded-proto-from-client", forwardedProtoFromClient) }

// forwardedProtoFromClient checks that nginx itself says whether the client
// used https.
func forwardedProtoFromClient(s *Site, r *audit.Reporter) {
	s.eachOwn("proxy_set_header", func(b *Block, d *Directive) {
		if !oneOf(strings.ToLower(d.Arg(0)), schemeHeaders) || len(d.Args) != 2 {
			return
		}
		for _, ref := range references(d.Arg(1)) {
			if strings.HasPrefix(ref.name, "http_x_") || ref.name == "http_forwarded" {
				r.Fail(d.Head(), shorten(d.Arg(0), 25)+" is what the client sent", replaceWord("Pass $scheme", d.Args[1], "$scheme"))
				return
			}
		}
		if server := s.server(b); server != nil && strings.EqualFold(d.Arg(1), "https") && server.Plain() != nil && !server.Local() {
			r.Fail(d.Head(), "plain http requests are called https", replaceWord("Pass $scheme", d.Args[1], "$scheme")).Lower(audit.Medium)
			return
		}
		r.Pass(d.Head())
	})
}
