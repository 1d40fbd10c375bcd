package nginx

import "preflight/rules/audit"

func init() { Rules.Add("keepalive-requests-low", keepaliveRequestsLow) }

// keepaliveRequestsLow finds connections that end after few requests.
func keepaliveRequestsLow(s *Site, r *audit.Reporter) {
	s.eachOwn("keepalive_requests", func(_ *Block, d *Directive) {
		if n := number(d.Arg(0)); digits(d.Arg(0)) && n < 1000 {
			r.Fail(d.Head(), "connections end after "+shorten(d.Arg(0), 10)+" requests", replaceArgs("Set keepalive_requests to 1000", d, "1000"))
			return
		}
		r.Pass(d.Head())
	})
}
