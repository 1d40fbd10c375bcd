package nginx

import "preflight/rules/audit"

func init() { Rules.Add("try-files-uncached", tryFilesUncached) }

// tryFilesUncached tells of try_files that asks the file system again with
// every request.
func tryFilesUncached(s *Site, r *audit.Reporter) {
	told := map[*Block]bool{}
	s.eachOwn("try_files", func(b *Block, d *Directive) {
		top := b.root()
		switch v := b.Effective("open_file_cache"); {
		case v.State == Set && !v.Is("off"):
			r.Pass(v.Last().Head())
		case told[top]:
			return // once is enough
		case v.State == Unseen:
			r.Unknown(d.Head(), v.Settle())
		default:
			r.Fail(d.Head(), "each request looks for the files anew: no open_file_cache")
		}
		told[top] = true
	})
}
