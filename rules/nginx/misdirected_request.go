package nginx

import "preflight/rules/audit"

func init() { Rules.Add("misdirected-request", misdirectedRequest) }

// misdirectedRequest checks that a server which rejects handshakes answers 421
// to a request that comes to it over the HTTP/2 connection of another one.
func misdirectedRequest(s *Site, r *audit.Reporter) {
	for _, v := range s.Servers {
		reject := v.First("ssl_reject_handshake")
		if reject == nil || reject.Arg(0) != "on" || !v.flagged() || !v.http2() {
			continue
		}
		if d := v.answers421(); d != nil {
			r.Pass(d.Head())
			continue
		}
		if holes := v.holes([]string{"return"}); len(holes) > 0 {
			r.Unknown(reject.Head(), "add the included file "+shorten(holes[0].Arg(0), 40))
			continue
		}
		var fix *audit.Fix
		if !v.Has("return") && len(v.Blocks) == 0 {
			fix = insertAfter("Answer 421", reject, "return 421;")
		}
		r.Fail(reject.Head(), "a request on another server's connection gets no 421", fix)
	}
}

// flagged reports whether the server is the default one of a socket.
func (s *Server) flagged() bool {
	for _, l := range s.Listens {
		if l.Default {
			return true
		}
	}
	return false
}

// http2 reports whether the server speaks HTTP/2 on a socket.
func (s *Server) http2() bool {
	for _, l := range s.Listens {
		if l.Directive == nil {
			continue
		}
		for _, a := range l.Directive.Args[1:] {
			if a.Value == "http2" {
				return true
			}
		}
	}
	return s.Effective("http2").Is("on")
}

// answers421 gives the return that answers every request with 421, or that
// closes the connection.
func (s *Server) answers421() *Directive {
	blocks := []*Block{s.Block}
	for _, b := range s.Blocks {
		if b.Context == InLocation && b.Opener != nil && b.Opener.Arg(len(b.Opener.Args)-1) == "/" {
			blocks = append(blocks, b)
		}
	}
	for _, b := range blocks {
		if d := b.First("return"); d != nil && (d.Arg(0) == "421" || d.Arg(0) == "444") {
			return d
		}
	}
	return nil
}
