package nginx

import (
	"net/netip"
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("upstream-unverified", upstreamUnverified) }

// upstreamUnverified checks that TLS to an upstream proves who it is.
func upstreamUnverified(s *Site, r *audit.Reporter) {
	for _, kind := range []string{"proxy", "grpc", "uwsgi"} {
		s.eachOwn(kind+"_pass", func(b *Block, d *Directive) {
			scheme, rest, _ := strings.Cut(d.Arg(0), "://")
			if scheme != "https" && scheme != "grpcs" && scheme != "suwsgi" {
				return
			}
			switch v := b.Effective(kind + "_ssl_verify"); {
			case v.Is("on"):
				judgeTrust(b, kind, v.Last(), r)
			case v.State == Unseen:
				r.Unknown(d.Head(), v.Settle())
			default:
				verdict := r.Fail(d.Head(), "the upstream's certificate is not checked").Also(spanOf(v.Last()))
				if near(s, hostPart(rest)) {
					verdict.Lower(audit.Low)
				}
			}
		})
	}
}

// judgeTrust checks that a verification knows whom to trust; nginx does not
// start without.
func judgeTrust(b *Block, kind string, on *Directive, r *audit.Reporter) {
	switch v := b.Effective(kind + "_ssl_trusted_certificate"); v.State {
	case Set:
		r.Pass(on.Head())
	case Unseen:
		r.Unknown(on.Head(), v.Settle())
	default:
		fix := insertAfter("Trust the authorities of the system", on, kind+"_ssl_trusted_certificate /etc/ssl/certs/ca-certificates.crt;")
		r.Fail(on.Head(), kind+"_ssl_verify is on and trusts nobody: nginx will not start", fix.Careful())
	}
}

func spanOf(d *Directive) audit.Span {
	if d == nil {
		return audit.Span{}
	}
	return d.Head()
}

// near reports whether a host, or every server of the upstream it names, is
// this machine or in a private network.
func near(s *Site, host string) bool {
	if u := s.Upstream(host); u != nil {
		if _, known := s.nears[u]; !known {
			s.nears[u] = u.allNear()
		}
		return s.nears[u]
	}
	return nearHost(host)
}

// allNear reports whether every server of an upstream is near.
func (b *Block) allNear() bool {
	for _, d := range b.Own("server") {
		if !nearHost(d.Arg(0)) {
			return false
		}
	}
	return b.Has("server")
}

func nearHost(host string) bool {
	if strings.HasPrefix(host, "unix:") || strings.HasPrefix(host, "localhost") {
		return true
	}
	if addr, err := netip.ParseAddrPort(host); err == nil {
		return addr.Addr().IsPrivate() || addr.Addr().IsLoopback()
	}
	addr, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return err == nil && (addr.IsPrivate() || addr.IsLoopback())
}
