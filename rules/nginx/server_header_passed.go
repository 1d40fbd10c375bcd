package nginx

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("server-header-passed", serverHeaderPassed) }

// serverHeaderPassed finds upstream headers that name software.
func serverHeaderPassed(s *Site, r *audit.Reporter) {
	for _, name := range []string{"proxy_pass_header", "fastcgi_pass_header", "uwsgi_pass_header"} {
		s.eachOwn(name, func(_ *Block, d *Directive) {
			if strings.EqualFold(d.Arg(0), "Server") || strings.EqualFold(d.Arg(0), "X-Powered-By") {
				r.Fail(d.Head(), "the upstream's "+shorten(d.Arg(0), 15)+" header is passed on", remove("Remove "+name, d))
			}
		})
	}
}
