package systemd

import (
	"path"
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("write-path-missing", writePathMissing) }

// writePathMissing finds paths that must exist at the start and that nothing in
// the unit makes.
func writePathMissing(u *Unit, r *audit.Reporter) {
	if !u.IsService() || u.Partial() {
		return
	}
	for _, w := range u.Words("Service", "ReadWritePaths") {
		dir := path.Clean(w.Text)
		switch {
		case !strings.HasPrefix(dir, "/") || anyBelow(dir, alwaysThere) || u.makesDirectory(dir):
		case strings.HasPrefix(dir, "/run/"):
			r.Fail(w.Span, "the start fails after a boot: nobody makes "+audit.Clip(dir, 28), u.ownDirectory(dir))
		case strings.HasPrefix(dir, "/var/log/") || strings.HasPrefix(dir, "/var/lib/") || strings.HasPrefix(dir, "/var/cache/"):
			r.Fail(w.Span, "the start fails while this path is missing", u.ownDirectory(dir)).Lower(audit.Info)
		}
	}
}

// alwaysThere are directories that every host makes at boot.
var alwaysThere = []string{"/run/systemd", "/run/lock", "/run/user", "/run/dbus", "/run/udev", "/run/mount", "/var/lib/systemd", "/var/log/journal"}

// ownDirectories are the settings that make a directory at the start, by where.
var ownDirectories = map[string]string{
	"/run/": "RuntimeDirectory", "/var/lib/": "StateDirectory", "/var/cache/": "CacheDirectory", "/var/log/": "LogsDirectory", "/etc/": "ConfigurationDirectory",
}

// makesDirectory reports whether the unit has the directory made.
func (u *Unit) makesDirectory(dir string) bool {
	for base, key := range ownDirectories {
		for _, w := range u.Words("Service", key) {
			if name, _, _ := strings.Cut(w.Text, ":"); below(dir, base+name) || below(base+name, dir) {
				return true
			}
		}
	}
	return false
}

// ownDirectory offers the setting that makes the directory, where the unit has
// none of its kind.
func (u *Unit) ownDirectory(dir string) *audit.Fix {
	for base, key := range ownDirectories {
		if name, ok := strings.CutPrefix(dir, base); ok && len(u.Assigned(key)) == 0 {
			return u.Set(key, name)
		}
	}
	return nil
}
