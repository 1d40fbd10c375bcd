package nginx

import (
	"net/netip"
	"strings"
)

// Server is a server block with its sockets and names.
type Server struct {
	*Block
	Listens []Listen
	Names   []string

	first map[string]int        // indexes into Listens by socket
	tls   map[string]int        // those of the first with TLS
	flags map[string]*Directive // the listens with default_server, by socket
}

// Listen is a socket on which a server answers.
type Listen struct {
	Directive *Directive // nil where nginx listens by default
	Socket    string     // normalised: "*:80", "127.0.0.1:8080", "[::]:443", "unix:/run/x"
	Port      string     // empty for a unix socket
	SSL       bool
	QUIC      bool
	Default   bool // default_server
}

// Local reports whether only this machine reaches the socket.
func (l Listen) Local() bool {
	return strings.HasPrefix(l.Socket, "unix:") || strings.HasPrefix(l.Socket, "127.") ||
		strings.HasPrefix(l.Socket, "[::1]") || strings.HasPrefix(l.Socket, "localhost:")
}

func newServer(b *Block) *Server {
	s := &Server{Block: b}
	for _, d := range b.Own("listen") {
		s.Listens = append(s.Listens, newListen(d))
	}
	defer s.indexSockets()
	if len(s.Listens) == 0 && len(b.holes([]string{"listen"})) == 0 && !b.Fragment {
		s.Listens = []Listen{{Socket: "*:80", Port: "80"}}
	}
	for _, d := range b.Own("server_name") {
		for _, a := range d.Args {
			s.Names = append(s.Names, a.Value)
		}
	}
	return s
}

// indexSockets notes where each socket of the server stands.
func (s *Server) indexSockets() {
	s.first, s.tls, s.flags = map[string]int{}, map[string]int{}, map[string]*Directive{}
	for i, l := range s.Listens {
		if _, ok := s.first[l.Socket]; !ok {
			s.first[l.Socket] = i
		}
		if _, ok := s.tls[l.Socket]; !ok && l.SSL {
			s.tls[l.Socket] = i
		}
		if l.Default && s.flags[l.Socket] == nil {
			s.flags[l.Socket] = l.Directive
		}
	}
}

func newListen(d *Directive) Listen {
	l := Listen{Directive: d}
	l.Socket, l.Port = socket(d.Arg(0))
	for i, a := range d.Args {
		if i == 0 {
			continue
		}
		switch a.Value {
		case "ssl":
			l.SSL = true
		case "quic":
			l.QUIC = true
		case "default_server", "default":
			l.Default = true
		}
	}
	return l
}

// socket normalises the address of a listen directive.
func socket(address string) (socket, port string) {
	switch {
	case strings.HasPrefix(address, "unix:"):
		return address, ""
	case digits(address):
		return "*:" + address, address
	case strings.HasPrefix(address, "["):
		host, rest, _ := strings.Cut(address, "]")
		if port = strings.TrimPrefix(rest, ":"); port == "" {
			port = "80"
		}
		if a, err := netip.ParseAddr(host[1:]); err == nil {
			host = "[" + a.String()
		}
		return host + "]:" + port, port
	}
	host, port, ok := strings.Cut(address, ":")
	if !ok {
		port = "80"
	}
	if host == "0.0.0.0" {
		host = "*"
	}
	return host + ":" + port, port
}

func digits(text string) bool {
	for i := 0; i < len(text); i++ {
		if text[i] < '0' || text[i] > '9' {
			return false
		}
	}
	return text != ""
}

// TLS reports whether the server answers TLS on one of its sockets.
func (s *Server) TLS() bool {
	for _, l := range s.Listens {
		if l.SSL || l.QUIC {
			return true
		}
	}
	return s.Effective("ssl").Is("on")
}

// Plain gives a socket without TLS, or nil.
func (s *Server) Plain() *Listen {
	for i := range s.Listens {
		if l := &s.Listens[i]; !l.SSL && !l.QUIC {
			return l
		}
	}
	return nil
}

// Local reports whether only this machine reaches the server.
func (s *Server) Local() bool {
	for _, l := range s.Listens {
		if !l.Local() {
			return false
		}
	}
	return len(s.Listens) > 0
}

// Sockets gives the sockets in the order of the text and the servers on each.
func (s *Site) Sockets() (order []string, servers map[string][]*Server) { return s.order, s.sockets }

// Answering gives the server that answers unknown host names on a socket: the
// one flagged default_server, else the first in the text.
func (s *Site) Answering(socket string) *Server {
	for _, v := range s.sockets[socket] {
		if v.Flagged(socket) != nil {
			return v
		}
	}
	if all := s.sockets[socket]; len(all) > 0 {
		return all[0]
	}
	return nil
}

func (s *Site) groupBySocket() {
	s.sockets = map[string][]*Server{}
	for _, v := range s.Servers {
		for _, l := range v.Listens {
			if l.QUIC {
				continue
			}
			if s.sockets[l.Socket] == nil {
				s.order = append(s.order, l.Socket)
			}
			s.sockets[l.Socket] = append(s.sockets[l.Socket], v)
		}
	}
}

// Flagged gives the listen directive that makes the server the default one of
// the socket, or nil.
func (s *Server) Flagged(socket string) *Directive { return s.flags[socket] }

// Refuses reports whether the server turns every request away: it closes the
// connection, answers an error, or refuses the handshake.
func (s *Server) Refuses() bool {
	if d := s.First("ssl_reject_handshake"); d != nil && d.Arg(0) == "on" && s.Plain() == nil {
		return true
	}
	if d := s.First("return"); d != nil {
		return strings.HasPrefix(d.Arg(0), "4")
	}
	for _, b := range s.Blocks {
		if b.Context == InLocation && len(b.Opener.Args) == 1 && b.Opener.Arg(0) == "/" {
			if d := b.First("return"); d != nil && strings.HasPrefix(d.Arg(0), "4") {
				return true
			}
		}
	}
	return false
}

// OnlyRedirects reports whether the server sends every request elsewhere or
// away by a return at its own level.
func (s *Server) OnlyRedirects() bool {
	d := s.First("return")
	if d == nil {
		for _, b := range s.Blocks {
			if b.Context != InLocation || b.Opener.Arg(len(b.Opener.Args)-1) != "/" && !acme(b) || !b.Has("return") && !acme(b) {
				return false
			}
		}
		return len(s.Blocks) > 0
	}
	code := d.Arg(0)
	return strings.HasPrefix(code, "3") || strings.HasPrefix(code, "4") || strings.HasPrefix(code, "http") || strings.HasPrefix(code, "$scheme")
}

// acme reports whether the location serves certificate challenges.
func acme(b *Block) bool {
	return strings.Contains(b.Opener.Arg(len(b.Opener.Args)-1), "/.well-known")
}
