package nginx

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("default-server-missing", defaultServerMissing) }

// defaultServerMissing checks that requests with an unknown host name have a
// server of their own on every socket.
func defaultServerMissing(s *Site, r *audit.Reporter) {
	order, servers := s.Sockets()
	unflagged := map[*Server][]Listen{}
	var firsts []*Server
	for _, socket := range order {
		first, flag := servers[socket][0], flagged(servers[socket], socket)
		l := first.listen(socket)
		switch {
		case l.Local():
		case flag != nil:
			r.Pass(flag.Head())
		case first.Refuses() && s.complete():
			r.Pass(first.Place())
		default:
			if unflagged[first] == nil {
				firsts = append(firsts, first)
			}
			unflagged[first] = append(unflagged[first], l)
		}
	}
	for _, first := range firsts {
		if !s.complete() {
			r.Unknown(first.Place(), first.lacks())
			continue
		}
		reportDefault(s, first, unflagged[first], r)
	}
}

func reportDefault(s *Site, first *Server, sockets []Listen, r *audit.Reporter) {
	v := r.Fail(first.Place(), "unknown host names on "+shorten(sockets[0].Socket, 20)+" reach this server", catchAll(s, first, sockets))
	if first.OnlyRedirects() || !first.reachesApp() {
		v.Lower(audit.Low)
	}
	if len(first.Parent.Globs) > 0 && !s.dumped[first.Opener.Part] {
		v.Doubt(audit.Likely) // another file of the directory may have it
	}
}

func flagged(servers []*Server, socket string) *Directive {
	for _, v := range servers {
		if d := v.Flagged(socket); d != nil {
			return d
		}
	}
	return nil
}

func (s *Server) listen(socket string) Listen {
	if i, ok := s.first[socket]; ok {
		return s.Listens[i]
	}
	return Listen{Socket: socket}
}

// complete reports whether every server of the configuration is in the stack.
func (s *Site) complete() bool {
	for _, v := range s.Servers {
		if !v.Whole() || v.Parent == nil || v.Parent.Open("server") != nil {
			return false
		}
	}
	return true
}

// lacks says which file may hold other servers beside this one.
func (s *Server) lacks() string {
	if !s.Whole() || s.Parent == nil {
		return Value{Level: s.Block}.Settle()
	}
	if hole := s.Parent.Open("server"); hole != nil {
		return "add the included file " + shorten(hole.Arg(0), 40)
	}
	return "add the whole configuration (nginx.conf and every included file)"
}

// reachesApp reports whether something in the server hands requests on.
func (s *Server) reachesApp() bool {
	found := false
	s.each(func(b *Block) { found = found || b.Has(passes...) })
	return found
}

// catchAll makes a fix that puts a refusing server before the first one. It is
// safe only where every server has a name of its own.
func catchAll(s *Site, first *Server, sockets []Listen) *audit.Fix {
	for _, v := range s.Servers {
		for _, name := range v.Names {
			if name == "_" || name == "" {
				return nil
			}
		}
		if len(v.Names) == 0 {
			return nil
		}
	}
	step := deeper(first.Block)
	lines := []string{"server {"}
	tls := false
	for _, l := range sockets {
		if l.Directive == nil {
			return nil
		}
		ssl := ""
		if l.SSL {
			tls, ssl = true, " ssl"
		}
		lines = append(lines, step+"listen "+l.Directive.Args[0].Span.Text()+ssl+" default_server;")
	}
	if tls {
		lines = append(lines, step+"ssl_reject_handshake on;")
	}
	lines = append(lines, step+"return 444;", "}", "")
	if strings.TrimSpace(first.Opener.Name.Span.File.Line(first.Opener.Name.Span.Line()).Text()[:len(indentation(first.Opener))]) != "" {
		return nil
	}
	return insertBefore("Refuse unknown host names in a server of their own", first.Opener, lines...).Careful()
}
