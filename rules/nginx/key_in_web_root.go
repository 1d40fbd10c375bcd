package nginx

import (
	"path"
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("key-in-web-root", keyInWebRoot) }

// keyInWebRoot finds private keys in a directory that is served.
func keyInWebRoot(s *Site, r *audit.Reporter) {
	roots := map[string]*Directive{}
	s.eachHTTP(func(b *Block) {
		for _, d := range b.Own("root", "alias") {
			if dir := path.Clean(d.Arg(0)); len(dir) > 1 && roots[dir] == nil {
				roots[dir] = d
			}
		}
	})
	s.each(func(b *Block) {
		for _, d := range b.Own("ssl_certificate_key", "auth_basic_user_file") {
			if !strings.HasPrefix(d.Arg(0), "/") || len(d.Arg(0)) > maxRegex {
				continue
			}
			if root := above(roots, path.Clean(d.Arg(0))); root != nil {
				r.Fail(d.Head(), "the file lies under "+shorten(path.Clean(root.Arg(0)), 40)+", which is served").Also(root.Head())
			} else {
				r.Pass(d.Head())
			}
		}
	})
}

// above gives the directive for the outermost directory above a file, or nil.
func above(roots map[string]*Directive, file string) *Directive {
	for i := 1; i < len(file); i++ {
		if file[i] == '/' && roots[file[:i]] != nil {
			return roots[file[:i]]
		}
	}
	return nil
}
