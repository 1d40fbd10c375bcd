package nginx

import "preflight/rules/audit"

func init() { Rules.Add("certificate-missing", certificateMissing) }

// certificateMissing checks that nginx finds a certificate for every socket
// with TLS, without which it does not start.
func certificateMissing(s *Site, r *audit.Reporter) {
	told := map[*Server]bool{}
	for _, socket := range s.order {
		for _, v := range s.presenting(socket) {
			if l := v.secure(socket); l != nil && !told[v] {
				told[v] = true
				judgeCertificate(v, l.Directive, r)
			}
		}
	}
}

// presenting gives the servers of a socket that need a certificate: the one
// that answers unknown names lends its own to the others, unless it refuses
// them.
func (s *Site) presenting(socket string) []*Server {
	first := s.Answering(socket)
	if !first.rejects() {
		return []*Server{first}
	}
	var others []*Server
	for _, v := range s.sockets[socket] {
		if !v.rejects() {
			others = append(others, v)
		}
	}
	return others
}

// rejects reports whether the server ends every TLS handshake.
func (s *Server) rejects() bool { return s.Effective("ssl_reject_handshake").Is("on") }

// secure gives the listen directive with TLS for the socket, or nil.
func (s *Server) secure(socket string) *Listen {
	if i, ok := s.tls[socket]; ok {
		return &s.Listens[i]
	}
	return nil
}

func judgeCertificate(v *Server, listen *Directive, r *audit.Reporter) {
	switch cert := v.Effective("ssl_certificate"); cert.State {
	case Set:
		r.Pass(cert.Last().Head())
	case Unseen:
		r.Unknown(listen.Head(), cert.Settle())
	default:
		r.Fail(listen.Head(), "no ssl_certificate is set: nginx refuses to start")
	}
}
