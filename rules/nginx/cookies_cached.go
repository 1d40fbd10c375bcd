package nginx

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("cookies-cached", cookiesCached) }

// obeyCookies makes a fix that no longer ignores Set-Cookie: answers with a
// cookie are then not cached.
func obeyCookies(d *Directive) *audit.Fix {
	if len(d.Args) == 1 {
		return remove("Keep answers with a cookie out of the cache", d).Careful()
	}
	for i, a := range d.Args {
		if strings.EqualFold(a.Value, "Set-Cookie") {
			return dropWord("Keep answers with a cookie out of the cache", d, i).Careful()
		}
	}
	return nil
}

// cookiesCached finds caches that keep answers with a cookie in them.
func cookiesCached(s *Site, r *audit.Reporter) {
	for _, kind := range []string{"proxy", "fastcgi", "uwsgi", "scgi"} {
		s.eachOwn(kind+"_ignore_headers", func(b *Block, d *Directive) {
			ignored := false
			for _, a := range d.Args {
				ignored = ignored || strings.EqualFold(a.Value, "Set-Cookie")
			}
			if !ignored {
				return
			}
			for _, h := range b.Effective(kind + "_hide_header").Directives {
				if strings.EqualFold(h.Arg(0), "Set-Cookie") {
					r.Pass(d.Head())
					return
				}
			}
			r.Fail(d.Head(), "answers with a cookie are cached, and the cookie with them", obeyCookies(d))
		})
	}
}
