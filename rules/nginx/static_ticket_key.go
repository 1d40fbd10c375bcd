package nginx

import "preflight/rules/audit"

func init() { Rules.Add("static-ticket-key", staticTicketKey) }

// staticTicketKey finds session ticket keys that live in a file.
func staticTicketKey(s *Site, r *audit.Reporter) {
	s.eachOwn("ssl_session_ticket_key", func(_ *Block, d *Directive) {
		r.Fail(d.Head(), "the key of session tickets stays the same until a reload", remove("Let nginx make keys of its own", d).Careful())
	})
}
