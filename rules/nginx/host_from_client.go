package nginx

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("host-from-client", hostFromClient) }

// hostFromClient checks that the Host handed to the application is not copied
// from the request as the client wrote it.
func hostFromClient(s *Site, r *audit.Reporter) {
	s.eachHTTP(func(b *Block) {
		for _, d := range b.Items {
			if value, ok := hostPassed(d); ok {
				judgeHost(s, b, d, value, r)
			}
		}
	})
}

// hostPassed gives the argument that sets the Host for the application.
func hostPassed(d *Directive) (value int, ok bool) {
	if len(d.Args) < 2 {
		return 0, false
	}
	switch d.Name.Value {
	case "proxy_set_header", "grpc_set_header":
		return 1, strings.EqualFold(d.Arg(0), "Host") || strings.EqualFold(d.Arg(0), "X-Forwarded-Host")
	case "uwsgi_param", "fastcgi_param", "scgi_param":
		return 1, d.Arg(0) == "HTTP_HOST"
	}
	return 0, false
}

func judgeHost(s *Site, b *Block, d *Directive, value int, r *audit.Reporter) {
	for _, ref := range references(d.Arg(value)) {
		if !fromClient(ref.name) {
			continue
		}
		if v := b.Server(); v != nil && s.guarded(v) && ref.name == "http_host" {
			return
		}
		var fix *audit.Fix
		if d.Arg(value) == "$http_host" {
			fix = replaceWord("Pass $host", d.Args[value], "$host")
		}
		v := r.Fail(d.Head(), shorten(d.Arg(0), 20)+" is what the client sent ($"+shorten(ref.name, 24)+")", fix)
		if ref.name == "http_host" && !b.Whole() {
			v.Doubt(audit.Likely) // another file may refuse unknown names
		}
		return
	}
	r.Pass(d.Head())
}

// fromClient reports whether a client sets the variable as it likes.
func fromClient(name string) bool {
	return name == "http_host" || name == "http_x_forwarded_host" || strings.HasPrefix(name, "arg_") || strings.HasPrefix(name, "cookie_")
}

// guarded reports whether every socket of the server sends unknown host names
// to a server that refuses them.
func (s *Site) guarded(block *Block) bool {
	v := s.byBlock[block]
	if v == nil || len(v.Listens) == 0 {
		return false
	}
	for _, l := range v.Listens {
		if l.QUIC {
			continue
		}
		if other := s.Answering(l.Socket); other.Flagged(l.Socket) == nil || !other.Refuses() {
			return false
		}
	}
	return true
}
