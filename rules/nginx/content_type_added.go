package nginx

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("content-type-added", contentTypeAdded) }

// contentTypeAdded finds add_header Content-Type, which makes a second one.
func contentTypeAdded(s *Site, r *audit.Reporter) {
	s.eachOwn("add_header", func(b *Block, d *Directive) {
		if !strings.EqualFold(d.Arg(0), "Content-Type") {
			return
		}
		for _, kind := range []string{"proxy", "fastcgi", "uwsgi", "scgi", "grpc"} {
			for _, h := range b.Effective(kind + "_hide_header").Directives {
				if strings.EqualFold(h.Arg(0), "Content-Type") {
					r.Pass(d.Head())
					return
				}
			}
		}
		r.Fail(d.Head(), "add_header Content-Type sends a second Content-Type")
	})
}
