package nginx

import "preflight/rules/audit"

func init() { Rules.Add("server-tokens", serverTokens) }

// serverTokens checks that answers do not name nginx's release.
func serverTokens(s *Site, r *audit.Reporter) {
	s.eachOwn("server_tokens", func(_ *Block, d *Directive) {
		switch value := d.Arg(0); {
		case value == "on" || value == "build":
			r.Fail(d.Head(), "server_tokens is "+value, replaceArgs("Set server_tokens to off", d, "off"))
		case value == "off" || value == "":
			r.Pass(d.Head())
		}
	})
	s.absent("server_tokens", func(top *Block, v Value) {
		if v.State == Unseen {
			r.Unknown(top.Place(), v.Settle())
			return
		}
		fix := (*audit.Fix)(nil)
		if top.Context == InHTTP {
			fix = insertFirst("Set server_tokens to off", top, "server_tokens off;")
		}
		r.Fail(top.Place(), "server_tokens is not set: answers name the release of nginx", fix)
	})
}
