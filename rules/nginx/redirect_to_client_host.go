package nginx

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("redirect-to-client-host", redirectToClientHost) }

// redirectToClientHost finds redirects to whatever host the client named.
func redirectToClientHost(s *Site, r *audit.Reporter) {
	s.eachHTTP(func(b *Block) {
		for _, d := range b.Items {
			text := ""
			switch {
			case d.Name.Value == "return" && len(d.Args) == 2 && redirecting[d.Arg(0)]:
				text = d.Arg(1)
			case d.Name.Value == "return" && len(d.Args) == 1, d.Name.Value == "rewrite" && len(d.Args) >= 2:
				text = d.Arg(len(d.Args) - 1)
				if d.Name.Value == "rewrite" {
					text = d.Arg(1)
				}
			}
			judgeRedirect(s, b, d, text, r)
		}
	})
}

func judgeRedirect(s *Site, b *Block, d *Directive, text string, r *audit.Reporter) {
	if !strings.Contains(text, "://") {
		return
	}
	for _, ref := range references(hostPart(text)) {
		switch {
		case fromClient(ref.name):
			r.Fail(d.Head(), "the redirect leads to the host that the client names", b.nameInstead(d, ref.name))
			return
		case ref.name == "host" && b.hostChecked():
			return
		case ref.name == "host":
			server := s.server(b)
			if server == nil || s.guarded(server.Block) || !server.Whole() || server.exactNames() && server.notFirst(s) {
				return
			}
			r.Fail(d.Head(), "the redirect leads to the host that the client names", b.nameInstead(d, ref.name)).Lower(audit.Low).Doubt(audit.Likely)
			return
		}
	}
	if strings.HasPrefix(text, "http") {
		r.Pass(d.Head())
	}
}

// nameInstead makes a fix that writes the name of the server for the variable,
// where it has just one.
func (b *Block) nameInstead(d *Directive, variable string) *audit.Fix {
	v := b.Site.server(b)
	if v == nil || len(v.Names) != 1 || !v.exactNames() {
		return nil
	}
	for _, a := range d.Args {
		text := a.Span.Text()
		for _, ref := range references(text) {
			if ref.name == variable {
				return replaceWord("Redirect to "+shorten(v.Names[0], 40), a, text[:ref.start]+v.Names[0]+text[ref.end:]).Careful()
			}
		}
	}
	return nil
}

// hostChecked reports whether an if around the block compares $host with a
// name.
func (b *Block) hostChecked() bool {
	for ; b != nil; b = b.Parent {
		if b.Opener != nil && b.Opener.Name.Value == "if" {
			if t := condition(b.Opener); (t.left == "$host" || t.left == "$http_host") && (t.operator == "=" || t.operator == "~" || t.operator == "~*") {
				return true
			}
		}
	}
	return false
}

// exactNames reports whether the server has only full names.
func (s *Server) exactNames() bool {
	for _, n := range s.Names {
		if n == "" || n == "_" || strings.ContainsAny(n, "*~") || strings.HasPrefix(n, ".") {
			return false
		}
	}
	return len(s.Names) > 0
}

// notFirst reports whether another server answers unknown names on every
// socket of this one.
func (s *Server) notFirst(site *Site) bool {
	for _, l := range s.Listens {
		servers := site.sockets[l.Socket]
		flag := flagged(servers, l.Socket)
		if s.Flagged(l.Socket) != nil || flag == nil && len(servers) > 0 && servers[0] == s {
			return false
		}
	}
	return true
}
