package nginx

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("forwarded-proto-missing", forwardedProtoMissing) }

// schemeHeaders tell an application that the client used https.
var schemeHeaders = []string{"x-forwarded-proto", "x-forwarded-protocol", "x-forwarded-ssl", "x-forwarded-scheme", "x-scheme", "x-url-scheme", "front-end-https", "forwarded"}

// forwardedProtoMissing checks that an application behind TLS is told so.
func forwardedProtoMissing(s *Site, r *audit.Reporter) {
	s.eachOwn("proxy_pass", func(b *Block, d *Directive) {
		if b.Context == InLimitExcept || b.Has("internal") {
			return // nginx's own questions
		}
		value := b.Effective("proxy_set_header")
		for _, h := range value.Directives {
			if oneOf(strings.ToLower(h.Arg(0)), schemeHeaders) {
				r.Pass(h.Head())
				return
			}
		}
		server := s.server(b)
		switch {
		case value.State == Unseen || len(value.Holes) > 0:
			r.Unknown(d.Head(), value.Settle())
		case server == nil:
			r.Unknown(d.Head(), "add the file with the server that includes this one")
		case server.TLS():
			reportProto(b, d, value, r)
		}
	})
}

func reportProto(b *Block, d *Directive, value Value, r *audit.Reporter) {
	after := d
	if value.State == Set {
		after = value.Last()
	}
	fix := insertAfter("Pass X-Forwarded-Proto", after, "proxy_set_header X-Forwarded-Proto $scheme;")
	r.Fail(d.Head(), "the application is not told that the client used https", fix)
}

// server gives the server that a block is part of, with its sockets, or nil.
func (s *Site) server(b *Block) *Server { return s.byBlock[b.Server()] }
