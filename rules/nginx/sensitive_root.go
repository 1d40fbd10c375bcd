package nginx

import (
	"path"
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("sensitive-root", sensitiveRoot) }

// sensitiveRoot finds roots and aliases that give away more than a site.
func sensitiveRoot(s *Site, r *audit.Reporter) {
	s.eachHTTP(func(b *Block) {
		for _, d := range b.Own("root", "alias") {
			if len(d.Args) != 1 || d.Args[0].Template || b.Has("internal") {
				continue
			}
			dir := path.Clean(d.Arg(0))
			switch {
			case !strings.HasPrefix(dir, "/") || d.Name.Value == "alias" && path.Ext(dir) != "":
			case oneOf(dir, []string{"/", "/etc", "/home", "/root", "/var", "/usr", "/opt", "/srv", "/proc", "/sys", "/run", "/var/lib", "/var/log", "/var/backups"}) && (d.Name.Value == "alias" || !narrowed(b)):
				r.Fail(d.Head(), d.Name.Value+" "+dir+" serves far more than a site")
			default:
				r.Pass(d.Head())
			}
		}
	})
}

// narrowed reports whether the location itself names a directory under the
// root, so that "root /srv" serves /srv/static only.
func narrowed(b *Block) bool {
	if b.Context != InLocation || b.Opener == nil {
		return false
	}
	_, pattern := location(b.Opener)
	return len(strings.Trim(pattern, "^/")) > 0
}
