package nginx

import "preflight/rules/audit"

func init() { Rules.Add("status-page-exposed", statusPageExposed) }

// statusPageExposed checks that status pages are not for everybody.
func statusPageExposed(s *Site, r *audit.Reporter) {
	for _, name := range []string{"stub_status", "api", "status", "vhost_traffic_status_display"} {
		s.eachOwn(name, func(b *Block, d *Directive) {
			server := s.server(b)
			v := b.EffectiveAny("allow", "deny")
			auth := b.EffectiveAny("auth_basic", "auth_request", "auth_jwt")
			switch {
			case b.closed(), server != nil && server.Local(), b.Has("internal"), auth.State == Set && !auth.Is("off"):
				r.Pass(d.Head())
			case v.State == Unseen:
				r.Unknown(d.Head(), v.Settle())
			case len(v.Holes) > 0:
				r.Unknown(d.Head(), v.Settle())
			default:
				fix := insertAfter("Allow this machine only", d, "allow 127.0.0.1;", "deny all;")
				if v.State == Set {
					fix = nil
				}
				r.Fail(d.Head(), "everybody can read the status page", fix)
			}
		})
	}
}
