package nginx

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("early-data-unmarked", earlyDataUnmarked) }

// earlyDataUnmarked finds early data whose replays an application cannot tell.
func earlyDataUnmarked(s *Site, r *audit.Reporter) {
	for _, v := range s.Servers {
		early := v.Effective("ssl_early_data")
		if !early.Is("on") {
			continue
		}
		v.each(func(b *Block) {
			pass := b.First("proxy_pass")
			if pass == nil {
				return
			}
			headers := b.Effective("proxy_set_header")
			for _, h := range headers.Directives {
				if strings.EqualFold(h.Arg(0), "Early-Data") {
					r.Pass(h.Head())
					return
				}
			}
			if headers.State == Unseen || len(headers.Holes) > 0 {
				r.Unknown(pass.Head(), headers.Settle())
				return
			}
			after := pass
			if headers.State == Set {
				after = headers.Last()
			}
			r.Fail(pass.Head(), "the application cannot tell a replayed request",
				insertAfter("Pass Early-Data", after, "proxy_set_header Early-Data $ssl_early_data;")).Also(early.Last().Head())
		})
	}
}
