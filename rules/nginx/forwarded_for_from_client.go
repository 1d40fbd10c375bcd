package nginx

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("forwarded-for-from-client", forwardedForFromClient) }

// forwardedForFromClient checks that the address handed to the application is
// not one that the client wrote.
func forwardedForFromClient(s *Site, r *audit.Reporter) {
	s.eachOwn("proxy_set_header", func(b *Block, d *Directive) {
		name := strings.ToLower(d.Arg(0))
		if name != "x-forwarded-for" && name != "x-real-ip" && name != "x-client-ip" || len(d.Args) != 2 {
			return
		}
		switch d.Arg(1) {
		case "$http_x_forwarded_for", "$http_x_real_ip", "$http_x_client_ip":
			r.Fail(d.Head(), shorten(d.Arg(0), 25)+" is what the client sent", replaceWord("Pass $remote_addr", d.Args[1], "$remote_addr"))
		case "$remote_addr", "$proxy_add_x_forwarded_for", "$realip_remote_addr":
			r.Pass(d.Head())
		}
	})
}
