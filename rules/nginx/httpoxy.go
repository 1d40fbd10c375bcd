package nginx

import "preflight/rules/audit"

func init() { Rules.Add("httpoxy", httpoxy) }

// httpoxy checks that a client's Proxy header does not become the variable by
// which programs find their proxy.
func httpoxy(s *Site, r *audit.Reporter) {
	for _, kind := range []string{"fastcgi", "scgi"} {
		s.eachOwn(kind+"_pass", func(b *Block, d *Directive) {
			v := b.Effective(kind + "_param")
			for _, param := range v.Directives {
				if param.Arg(0) == "HTTP_PROXY" {
					r.Pass(param.Head())
					return
				}
			}
			if v.State == Unseen || len(v.Holes) > 0 {
				r.Unknown(d.Head(), v.Settle())
				return
			}
			var fix *audit.Fix
			if last := v.Last(); last != nil && v.Level == b {
				fix = insertAfter("Blank HTTP_PROXY", last, kind+`_param HTTP_PROXY "";`)
			}
			r.Fail(d.Head(), "the client's Proxy header becomes HTTP_PROXY", fix)
		})
	}
}
