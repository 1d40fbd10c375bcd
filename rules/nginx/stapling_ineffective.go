package nginx

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("stapling-ineffective", staplingIneffective) }

// staplingIneffective finds OCSP stapling that has no effect.
func staplingIneffective(s *Site, r *audit.Reporter) {
	for _, v := range s.Servers {
		value := v.Effective("ssl_stapling")
		if !value.Is("on") {
			continue
		}
		d := value.Last()
		if cert := v.Effective("ssl_certificate").Last(); cert != nil && strings.Contains(cert.Arg(0), "letsencrypt") {
			r.Fail(d.Head(), "Let's Encrypt certificates name no OCSP responder", remove("Remove ssl_stapling", d)).Also(cert.Head())
			continue
		}
		switch resolver := v.Effective("resolver"); resolver.State {
		case Unseen:
			r.Unknown(d.Head(), resolver.Settle())
		case Default:
			if !v.Effective("ssl_stapling_file").has() && !v.Effective("ssl_stapling_responder").has() {
				r.Fail(d.Head(), "ssl_stapling is on without a resolver")
			}
		default:
			r.Pass(d.Head())
		}
	}
}

func (v Value) has() bool { return v.State == Set }
