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
				r.Fail(d.Head(), "the key of the cache does not tell the sites apart")
			}
		})
	}
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

// sitesBelow counts the host names that a block answers for; one that stands
// for many counts as two.
func (s *Site) sitesBelow(b *Block) (names int) {
	for _, v := range s.Servers {
		if !v.within(b) && b.Server() != v.Block || v.Refuses() || v.OnlyRedirects() {
			continue
		}
		seen := map[string]bool{}
		for _, name := range v.Names {
			bare := strings.TrimPrefix(name, "www.")
			if strings.ContainsAny(name, "*~") || strings.HasPrefix(name, ".") {
				names++
			}
			if !seen[bare] {
				seen[bare] = true
				names++
			}
		}
	}
	return names
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
