package nginx

import (
	"net/netip"
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("external-resolver", externalResolver) }

// externalResolver checks that names are not looked up over the open network.
func externalResolver(s *Site, r *audit.Reporter) {
	s.eachOwn("resolver", func(b *Block, d *Directive) {
		for _, a := range d.Args {
			if strings.Contains(a.Value, "=") {
				continue
			}
			host := strings.TrimSuffix(strings.TrimPrefix(a.Value, "["), "]")
			if h, _, ok := strings.Cut(a.Value, "]:"); ok {
				host = h[1:]
			} else if h, _, ok := strings.Cut(a.Value, ":"); ok && strings.Count(a.Value, ":") == 1 {
				host = h
			}
			address, err := netip.ParseAddr(host)
			if err != nil || address.IsPrivate() || address.IsLoopback() || address.IsLinkLocalUnicast() {
				continue
			}
			r.Fail(d.Head(), "names are looked up at "+shorten(host, 30)+", outside this network")
			return
		}
		r.Pass(d.Head())
	})
}
