package nginx

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("cache-key-without-host", cacheKeyWithoutHost) }

// cacheKeyWithoutHost finds caches that give the pages of one site to visitors
// of another.
func cacheKeyWithoutHost(s *Site, r *audit.Reporter) {
	for _, kind := range []string{"proxy", "fastcgi", "uwsgi", "scgi"} {
		s.eachOwn(kind+"_cache_key", func(b *Block, d *Directive) {
			text := ""
			for _, a := range d.Args {
				text += a.Value
			}
			if namesHost(text) || strings.Contains(text, "{{") {
				r.Pass(d.Head())
				return
			}
			if names := s.sitesBelow(b); names > 1 {
				r.Fail(d.Head(), "the key of the cache does not tell the sites apart", hostFirst(d))
			}
		})
	}
}

// hostFirst makes a fix that puts the host into a key.
func hostFirst(d *Directive) *audit.Fix {
	at := d.Args[0].Span.Start
	if d.Args[0].Quote != 0 {
		at++
	}
	file := d.Name.Span.File
	return (&audit.Fix{Title: "Put the host into the key", Edits: []audit.Edit{{Span: file.Span(at, at), Text: "$host"}}}).Careful()
}

// namesHost reports whether a key holds the host, directly or by a variable
// that may.
func namesHost(key string) bool {
	for _, ref := range references(key) {
		switch {
		case strings.Contains(ref.name, "host"), strings.Contains(ref.name, "server_name"), strings.Contains(ref.name, "domain"):
			return true
		case !strings.HasPrefix(ref.name, "request_") && !strings.HasPrefix(ref.name, "arg_") && !strings.HasPrefix(ref.name, "cookie_") &&
			!oneOf(ref.name, []string{"scheme", "uri", "args", "is_args", "query_string", "document_uri", "https", "slice_range"}):
			return true // one of the configuration's own
		}
	}
	return false
}

// sitesBelow counts the host names that a block answers for.
func (s *Site) sitesBelow(b *Block) (sites int) {
	if v := s.server(b); v != nil {
		return v.sites()
	}
	for _, v := range s.Servers {
		if sites < 2 && v.within(b) {
			sites += v.sites()
		}
	}
	return sites
}

// sites counts the sites of a server by its names; a name that stands for many
// counts as two, and one with www as the one without.
func (s *Server) sites() (sites int) {
	if s.Refuses() || s.OnlyRedirects() {
		return 0
	}
	seen := map[string]bool{}
	for _, name := range s.Names {
		if strings.ContainsAny(name, "*~") || strings.HasPrefix(name, ".") {
			sites++
		}
		if bare := strings.TrimPrefix(name, "www."); !seen[bare] {
			seen[bare] = true
			sites++
		}
	}
	return sites
}

// within reports whether the block is the other one or lies inside it.
func (b *Block) within(other *Block) bool {
	for ; b != nil; b = b.Parent {
		if b == other {
			return true
		}
	}
	return false
}
