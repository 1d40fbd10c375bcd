package nginx

import (
	"net/netip"
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("stale-upstream", staleUpstream) }

// staleUpstream finds names of foreign hosts that are looked up only once.
func staleUpstream(s *Site, r *audit.Reporter) {
	s.eachOwn("proxy_pass", func(b *Block, d *Directive) {
		_, rest, ok := strings.Cut(d.Arg(0), "://")
		host := hostPart(rest)
		if !ok || strings.Contains(rest, "$") || strings.Contains(host, "[") || s.Upstream(host) != nil {
			return
		}
		name, _, _ := strings.Cut(host, ":")
		if !publicName(name) {
			return
		}
		r.Fail(d.Head(), shorten(name, 30)+" is looked up once, when nginx starts")
	})
}

// publicName reports whether a host is a full name of the public DNS.
func publicName(host string) bool {
	if _, err := netip.ParseAddr(host); err == nil || !strings.Contains(host, ".") {
		return false
	}
	for _, end := range []string{".local", ".localhost", ".internal", ".lan", ".home.arpa", ".svc", ".test"} {
		if strings.HasSuffix(host, end) {
			return false
		}
	}
	return !strings.Contains(host, ".svc.")
}
