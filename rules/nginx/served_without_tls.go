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
		if script := v.script(); script != nil {
			r.Unknown(script.Head(), "what this code does with requests without TLS")
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

// script gives code in Lua or JavaScript that may answer a request for any
// path in its own way, or nil.
func (s *Server) script() *Directive {
	if d := s.code(); d != nil {
		return d
	}
	for _, b := range s.Blocks {
		if b.Context == InLocation && b.Opener != nil && b.Opener.Arg(len(b.Opener.Args)-1) == "/" {
			if d := b.code(); d != nil {
				return d
			}
		}
	}
	return nil
}

// code gives a directive of the level that runs code before the answer.
func (b *Block) code() *Directive {
	for _, phase := range []string{"server_rewrite", "rewrite", "access", "content"} {
		for _, form := range []string{"_by_lua_block", "_by_lua_file", "_by_lua"} {
			if d := b.First(phase + form); d != nil {
				return d
			}
		}
	}
	return b.First("js_content")
}
