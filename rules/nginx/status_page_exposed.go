package nginx

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("status-page-exposed", statusPageExposed) }

// statusPageExposed checks that status pages are not for everybody.
func statusPageExposed(s *Site, r *audit.Reporter) {
	for _, name := range []string{"stub_status", "api", "status", "vhost_traffic_status_display"} {
		s.eachOwn(name, func(b *Block, d *Directive) { s.judgeStatus(b, d, audit.Medium, r) })
	}
	for _, name := range passes {
		s.eachOwn(name, func(b *Block, d *Directive) {
			if b.Context == InLocation && b.Opener != nil {
				if modifier, pattern := location(b.Opener); !strings.HasPrefix(modifier, "~") && inward(pattern) {
					s.judgeStatus(b, d, audit.Low, r)
				}
			}
		})
	}
}

// inward reports whether a path is one under which programs speak of
// themselves.
func inward(pattern string) bool {
	return oneOf(strings.TrimSuffix(pattern, "/"), []string{
		"/metrics", "/server-status", "/server-info", "/nginx_status", "/fpm-status", "/debug", "/debug/pprof", "/actuator", "/__debug__",
	})
}

// judgeStatus checks that the block of a status page is not for everybody.
func (s *Site) judgeStatus(b *Block, d *Directive, worst audit.Severity, r *audit.Reporter) {
	server := s.server(b)
	v := b.EffectiveAny("allow", "deny")
	auth := b.EffectiveAny("auth_basic", "auth_request", "auth_jwt")
	switch {
	case b.closed(), server != nil && server.Local(), b.Has("internal"), auth.State == Set && !auth.Is("off"):
		r.Pass(d.Head())
	case b.code() != nil:
		r.Unknown(b.code().Head(), "whom this code lets in")
	case v.State == Unseen, len(v.Holes) > 0:
		r.Unknown(d.Head(), v.Settle())
	default:
		fix := insertAfter("Allow this machine only", d, "allow 127.0.0.1;", "deny all;")
		if v.State == Set {
			fix = nil
		}
		verdict := r.Fail(d.Head(), "everybody can read the status page", fix.Careful())
		if worst < audit.Medium {
			verdict.Lower(worst)
		}
	}
}
