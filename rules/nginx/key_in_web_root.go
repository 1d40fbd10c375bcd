package nginx

import (
	"path"
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("key-in-web-root", keyInWebRoot) }

// keyInWebRoot finds private keys in a directory that is served.
func keyInWebRoot(s *Site, r *audit.Reporter) {
	var dirs []*Directive
	s.eachHTTP(func(b *Block) { dirs = append(dirs, b.Own("root", "alias")...) })
	dirs = dirs[:min(len(dirs), 1000)]
	s.each(func(b *Block) {
		for _, d := range b.Own("ssl_certificate_key", "auth_basic_user_file") {
			if !strings.HasPrefix(d.Arg(0), "/") {
				continue
			}
			found := false
			for _, dir := range dirs {
				root := path.Clean(dir.Arg(0))
				if len(root) > 1 && strings.HasPrefix(path.Clean(d.Arg(0)), root+"/") {
					r.Fail(d.Head(), "the file lies under "+shorten(root, 40)+", which is served").Also(dir.Head())
					found = true
					break
				}
			}
			if !found {
				r.Pass(d.Head())
			}
		}
	})
}
