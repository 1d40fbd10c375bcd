package nginx

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("served-without-tls", servedWithoutTLS) }

// servedWithoutTLS finds servers that answer on plain http with what they, or
// a server of the same name, also offer over TLS.
func servedWithoutTLS(s *Site, r *audit.Reporter) {
	secure := map[string]*Server{}
	for _, v := range s.Servers {
		if v.TLS() {
			for _, n := range v.Names {
				secure[n] = v
			}
		}
	}
	for _, v := range s.Servers {
		plain := v.Plain()
		if plain == nil || plain.Directive == nil || plain.Local() || v.Refuses() || v.Has("return") || v.OnlyRedirects() || v.redirectsByIf() {
			continue
		}
		if v.TLS() {
			r.Fail(plain.Directive.Head(), "the site is also served without TLS")
			continue
		}
		for _, n := range v.Names {
			if twin := secure[n]; twin != nil && len(v.Blocks) > 0 {
				r.Fail(plain.Directive.Head(), shorten(n, 40)+" is also served without TLS").Also(twin.Place())
				break
			}
		}
	}
}

// redirectsByIf reports whether an if or a rewrite of the server sends plain
// requests to https.
func (s *Server) redirectsByIf() bool {
	for _, d := range s.Own("rewrite") {
		if strings.HasPrefix(d.Arg(1), "https://") {
			return true
		}
	}
	for _, b := range s.Blocks {
		if b.Context == InServerIf && (b.Has("return") || b.Has("rewrite")) && mentionsScheme(b.Opener) {
			return true
		}
	}
	return false
}

func mentionsScheme(d *Directive) bool {
	text := d.Head().Text()
	return strings.Contains(text, "$scheme") || strings.Contains(text, "$https") || strings.Contains(text, "$http_x_forwarded_proto") || strings.Contains(text, "$server_port")
}
