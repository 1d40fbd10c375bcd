package nginx

import (
	"net/netip"
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("stale-upstream", staleUpstream) }

// staleUpstream finds names of foreign hosts that are looked up only once, and
// names in variables that nothing looks up.
func staleUpstream(s *Site, r *audit.Reporter) {
	s.eachOwn("proxy_pass", func(b *Block, d *Directive) {
		_, rest, ok := strings.Cut(d.Arg(0), "://")
		host := hostPart(rest)
		if ok && strings.Contains(host, "$") {
			s.judgeLookup(b, d, host, r)
			return
		}
		if !ok || strings.Contains(rest, "$") || strings.Contains(host, "[") || s.Upstream(host) != nil {
			return
		}
		name, _, _ := strings.Cut(host, ":")
		if !publicName(name) {
			return
		}
		r.Fail(d.Head(), shorten(name, 30)+" is looked up once, when nginx starts")
	})
	for _, b := range s.blocks {
		if b.Context != InUpstream {
			continue
		}
		for _, d := range b.Own("server") {
			name, _, _ := strings.Cut(d.Arg(0), ":")
			switch {
			case !publicName(name) || strings.ContainsAny(name, "$/[{"):
			case oneOfWords(d, "resolve"):
				r.Pass(d.Head())
			default:
				r.Fail(d.Head(), shorten(name, 30)+" is looked up once, when nginx starts")
			}
		}
	}
}

// judgeLookup checks that a host in a variable can be looked up with each
// request, which takes a resolver.
func (s *Site) judgeLookup(b *Block, d *Directive, host string, r *audit.Reporter) {
	refs := references(host)
	if len(refs) == 0 || refs[0].end-refs[0].start != len(host) {
		return
	}
	sources := s.variables[refs[0].name]
	for _, source := range sources {
		name, _, _ := strings.Cut(source.text, ":")
		if _, rest, ok := strings.Cut(source.text, "://"); ok {
			name, _, _ = strings.Cut(hostPart(rest), ":")
		}
		if source.regex != nil || !publicName(name) || strings.ContainsAny(name, "$/") || s.Upstream(name) != nil {
			return
		}
	}
	switch v := b.Effective("resolver"); {
	case len(sources) == 0:
	case v.State == Set:
		r.Pass(v.Last().Head())
	case v.State == Unseen:
		r.Unknown(d.Head(), v.Settle())
	default:
		r.Fail(d.Head(), "no resolver looks up the host in $"+shorten(refs[0].name, 30)).Also(sources[0].at.Head()).Lower(audit.Info)
	}
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
