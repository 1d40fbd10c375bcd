package nginx

import "preflight/rules/audit"

func init() { Rules.Add("limit-key-from-client", limitKeyFromClient) }

// limitKeyFromClient finds limits that a client evades by a header.
func limitKeyFromClient(s *Site, r *audit.Reporter) {
	for _, name := range []string{"limit_req_zone", "limit_conn_zone"} {
		s.eachOwn(name, func(_ *Block, d *Directive) {
			for _, ref := range references(d.Arg(0)) {
				if ref.name == "http_x_forwarded_for" || ref.name == "http_x_real_ip" || ref.name == "http_user_agent" || ref.name == "http_x_client_ip" {
					r.Fail(d.Head(), "the client chooses the key of the limit ($"+shorten(ref.name, 25)+")")
					return
				}
			}
			r.Pass(d.Head())
		})
	}
}
