package nginx

import "preflight/rules/audit"

func init() { Rules.Add("session-tickets-kept", sessionTicketsKept) }

// sessionTicketsKept finds session tickets in releases that never change the
// key that encrypts them.
func sessionTicketsKept(s *Site, r *audit.Reporter) {
	for _, v := range s.Servers {
		if !v.TLS() || v.Refuses() {
			continue
		}
		switch tickets := v.Effective("ssl_session_tickets"); {
		case tickets.State == Unseen:
			r.Unknown(v.Place(), tickets.Settle())
		case tickets.Is("off"):
			r.Pass(tickets.Last().Head())
		case tickets.State == Set:
			r.Fail(tickets.Last().Head(), "the key of session tickets changes at a restart only", replaceArgs("Send no tickets", tickets.Last(), "off"))
		default:
			r.Fail(v.Place(), "the key of session tickets changes at a restart only", v.insert("Send no tickets", "ssl_session_tickets off;"))
		}
	}
}

// insert makes a fix that adds a line to the TLS directives of the server.
func (s *Server) insert(title, line string) *audit.Fix {
	if d := lastOf(s.Block, "ssl_certificate_key", "ssl_certificate", "server_name", "listen"); d != nil {
		return insertAfter(title, d, line)
	}
	return nil
}
