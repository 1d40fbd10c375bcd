package systemd

import (
	"path"
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("unmanaged-directory", unmanagedDirectory) }

// unmanagedDirectory finds directories of logs and data that the unit opens but
// leaves to somebody else to make and own.
func unmanagedDirectory(u *Unit, r *audit.Reporter) {
	if !u.IsService() || u.Partial() || !u.isApplication() {
		return
	}
	for _, w := range u.Words("Service", "ReadWritePaths") {
		name, optional := strings.CutPrefix(w.Text, "-")
		dir := path.Clean(name)
		if !optional || u.makesDirectory(dir) || anyBelow(dir, alwaysThere) {
			continue // one that must exist is spoken of elsewhere
		}
		for base, key := range ownDirectories {
			if base != "/etc/" && strings.HasPrefix(dir, base) {
				r.Fail(w.Span, key+"= makes this directory and gives it its owner", u.ownDirectory(dir).Careful())
			}
		}
	}
}
