package nginx

import (
	"net/netip"
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("cleartext-upstream", cleartextUpstream) }

// cleartextUpstream finds requests handed on in clear text over a public
// network.
func cleartextUpstream(s *Site, r *audit.Reporter) {
	told := map[*Block]bool{}
	s.eachOwn("proxy_pass", func(b *Block, d *Directive) {
		rest, ok := strings.CutPrefix(d.Arg(0), "http://")
		if !ok {
			return
		}
		judgeCleartext(s, d, hostPart(rest), told, r)
	})
	for _, name := range []string{"uwsgi_pass", "fastcgi_pass", "scgi_pass"} {
		s.eachOwn(name, func(b *Block, d *Directive) {
			if !strings.Contains(d.Arg(0), "://") {
				judgeCleartext(s, d, d.Arg(0), told, r)
			}
		})
	}
}

// judgeCleartext looks at where a directive hands requests to, at each upstream
// once.
func judgeCleartext(s *Site, d *Directive, host string, told map[*Block]bool, r *audit.Reporter) {
	if u := s.Upstream(host); u != nil {
		if told[u] {
			return
		}
		told[u] = true
		for _, server := range u.Own("server") {
			if outside(server.Arg(0)) {
				r.Fail(server.Head(), "requests go to "+shorten(server.Arg(0), 30)+" in clear text").Also(d.Head())
			}
		}
		return
	}
	if outside(host) {
		r.Fail(d.Head(), "requests go to "+shorten(host, 30)+" in clear text")
	}
}

// outside reports whether a host is surely in the public network.
func outside(host string) bool {
	if strings.ContainsAny(host, "${") || strings.HasPrefix(host, "unix:") {
		return false
	}
	if addr, err := netip.ParseAddrPort(host); err == nil {
		return public(addr.Addr())
	}
	name, _, _ := strings.Cut(host, ":")
	if addr, err := netip.ParseAddr(strings.Trim(host, "[]")); err == nil {
		return public(addr)
	}
	if addr, err := netip.ParseAddr(name); err == nil {
		return public(addr)
	}
	return publicName(name)
}

// public reports whether an address is routed in the internet.
func public(a netip.Addr) bool {
	for _, inner := range [...]string{"100.64.0.0/10", "0.0.0.0/8"} {
		if netip.MustParsePrefix(inner).Contains(a.Unmap()) {
			return false
		}
	}
	return a.IsGlobalUnicast() && !a.IsPrivate()
}
