package nginx

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("host-not-passed", hostNotPassed) }

// hostNotPassed finds upstreams that are told nginx's name for them instead of
// the site's.
func hostNotPassed(s *Site, r *audit.Reporter) {
	s.eachOwn("proxy_pass", func(b *Block, d *Directive) {
		scheme, rest, ok := strings.Cut(d.Arg(0), "://")
		if !ok || b.Context == InLimitExcept || scheme == "https" {
			return
		}
		host := hostPart(rest)
		if !near(s, host) && s.Upstream(host) == nil {
			return // another site, which wants its own name
		}
		v := b.Effective("proxy_set_header")
		for _, h := range v.Directives {
			if strings.EqualFold(h.Arg(0), "Host") {
				r.Pass(h.Head())
				return
			}
		}
		if v.State == Unseen || len(v.Holes) > 0 {
			r.Unknown(d.Head(), v.Settle())
			return
		}
		after := d
		if v.State == Set {
			after = v.Last()
		}
		r.Fail(d.Head(), "the application gets "+shorten(host, 25)+" as its Host", insertAfter("Pass $host", after, "proxy_set_header Host $host;"))
	})
}
