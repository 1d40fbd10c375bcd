package nginx

import "preflight/rules/audit"

func init() { Rules.Add("pages-cached-as-files", pagesCachedAsFiles) }

// pagesCachedAsFiles finds caches that go by the end of the path alone: an
// application that answers at /account/x.css has its page cached for all.
func pagesCachedAsFiles(s *Site, r *audit.Reporter) {
	for _, kind := range []string{"proxy", "fastcgi", "uwsgi", "scgi"} {
		s.eachOwn(kind+"_pass", func(b *Block, d *Directive) {
			re := b.regex()
			if b.Context != InLocation || re == nil || !re.fits("/account/settings/x.css") && !re.fits("/account/settings/x.jpg") || re.fits("/account/settings/") {
				return
			}
			cache := b.Effective(kind + "_cache")
			forced := b.EffectiveAny(kind+"_cache_valid", kind+"_ignore_headers")
			if cache.State != Set || cache.Is("off") || forced.State != Set {
				return
			}
			r.Fail(d.Head(), "every page is cached when its path ends like a file").Also(cache.Last().Head(), b.Place())
		})
	}
}
