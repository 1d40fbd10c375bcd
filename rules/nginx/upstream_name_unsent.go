package nginx

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("upstream-name-unsent", upstreamNameUnsent) }

// upstreamNameUnsent checks that a TLS upstream with a public name learns which
// site is asked for: nginx sends no server name of itself.
func upstreamNameUnsent(s *Site, r *audit.Reporter) {
	s.eachOwn("proxy_pass", func(b *Block, d *Directive) {
		rest, ok := strings.CutPrefix(d.Arg(0), "https://")
		host, _, _ := strings.Cut(hostPart(rest), ":")
		if !ok || strings.Contains(host, "$") || !publicName(host) || s.Upstream(host) != nil {
			return
		}
		switch v := b.Effective("proxy_ssl_server_name"); {
		case v.Is("on"):
			r.Pass(v.Last().Head())
		case v.State == Unseen:
			r.Unknown(d.Head(), v.Settle())
		default:
			r.Fail(d.Head(), "the name "+shorten(host, 30)+" is not sent in the handshake", insertAfter("Send the name", d, "proxy_ssl_server_name on;"))
		}
	})
}
