package nginx

import (
	"net/netip"

	"preflight/rules/audit"
)

func init() { Rules.Add("real-ip-from-anyone", realIPFromAnyone) }

// realIPFromAnyone checks that only known proxies may name the client's
// address.
func realIPFromAnyone(s *Site, r *audit.Reporter) {
	s.eachOwn("set_real_ip_from", func(b *Block, d *Directive) {
		prefix, err := netip.ParsePrefix(d.Arg(0))
		switch {
		case err == nil && prefix.Bits() <= 1:
			r.Fail(d.Head(), "every client may name its own address ("+shorten(d.Arg(0), 20)+")")
		case err == nil || d.Arg(0) == "unix:":
			r.Pass(d.Head())
		}
	})
}
