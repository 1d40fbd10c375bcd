package nginx

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("symlinks-followed", symlinksFollowed) }

// symlinksFollowed finds folders of uploads in which a link leads to any file
// that nginx may read.
func symlinksFollowed(s *Site, r *audit.Reporter) {
	s.eachHTTP(func(b *Block) {
		if b.Context != InLocation || b.Opener == nil || !b.Has("root", "alias") || b.Has(passes...) {
			return
		}
		modifier, pattern := location(b.Opener)
		if strings.HasPrefix(modifier, "~") || !uploads(pattern) {
			return
		}
		switch v := b.Effective("disable_symlinks"); {
		case v.State == Set && !v.Is("off"):
			r.Pass(v.Last().Head())
		case v.State == Unseen:
			return // too small a matter to ask for a file
		default:
			d := b.First("alias")
			if d == nil {
				d = b.First("root")
			}
			r.Fail(d.Head(), "links among the uploads are followed", insertAfter("Follow links of the same owner only", d, "disable_symlinks if_not_owner;").Careful())
		}
	})
}
