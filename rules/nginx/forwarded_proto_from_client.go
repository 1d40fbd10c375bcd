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
			if s.fromClient(ref.name) {
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

// fromClient reports whether a variable holds a forwarded header as the client
// sent it, also by way of a map or a set. Each variable is followed once.
func (s *Site) fromClient(name string) bool {
	if strings.HasPrefix(name, "http_x_") || name == "http_forwarded" {
		return true
	}
	if answer, known := s.clients[name]; known {
		return answer
	}
	if s.clients == nil {
		s.clients = map[string]bool{}
	}
	s.clients[name] = false // for a circle
	for _, from := range s.variables[name] {
		for _, ref := range references(from.text) {
			if s.fromClient(ref.name) {
				s.clients[name] = true
				return true
			}
		}
	}
	return false
}
