package nginx

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("uploads-inline", uploadsInline) }

// uploadsInline checks that files which users upload do not run as pages of
// the site: HTML and SVG bring scripts along.
func uploadsInline(s *Site, r *audit.Reporter) {
	s.eachHTTP(func(b *Block) {
		if b.Context != InLocation || b.Opener == nil || !b.Has("root", "alias") || b.Has("internal") || b.Has(passes...) {
			return
		}
		modifier, pattern := location(b.Opener)
		if strings.HasPrefix(modifier, "~") || !uploads(pattern) || b.guard() != nil {
			return
		}
		for _, name := range []string{"content-disposition", "content-security-policy"} {
			switch h, state, value := b.answer(name); {
			case state == Set:
				r.Pass(h.d.Head())
				return
			case state == Unseen:
				r.Unknown(b.Place(), value.Settle())
				return
			}
		}
		if b.Has("types") && b.Effective("default_type").Is("application/octet-stream") {
			r.Pass(b.First("types").Head())
			return
		}
		fix := insertIn("Take scripts from uploaded pages", b, `add_header Content-Security-Policy "sandbox; default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'" always;`)
		if b.Effective("add_header").State != Default {
			fix = nil // a header here would drop those above
		}
		r.Fail(b.Place(), "uploaded pages in "+shorten(pattern, 25)+" run as pages of the site", fix.Careful())
	})
}
