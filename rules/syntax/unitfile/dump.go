package unitfile

import "strings"

// unitSuffixes are the endings of unit names.
var unitSuffixes = []string{
	".service", ".socket", ".timer", ".target", ".mount", ".automount", ".swap", ".path", ".slice", ".scope", ".device",
}

// IsUnitName reports whether a file of this name is a unit.
func IsUnitName(name string) bool {
	for _, suffix := range unitSuffixes {
		if len(name) > len(suffix) && strings.HasSuffix(name, suffix) {
			return true
		}
	}
	return false
}

// IsDropInPath reports whether the path is that of a drop-in: NAME.d/ANY.conf.
func IsDropInPath(path string) bool {
	dir, file, ok := cutLast(path)
	if !ok || !strings.HasSuffix(file, ".conf") {
		return false
	}
	_, dir, _ = cutLast("/" + dir)
	unit, ok := strings.CutSuffix(dir, ".d")
	return ok && (IsUnitName(unit) || IsUnitName("x."+unit))
}

// cutLast splits a path at its last slash.
func cutLast(path string) (dir, file string, ok bool) {
	n := strings.LastIndexByte(path, '/')
	if n < 0 {
		return "", path, false
	}
	return path[:n], path[n+1:], true
}

// isDump reports whether the text starts with the line by which "systemctl cat"
// names the file that follows.
func isDump(text string) bool {
	text = strings.TrimLeft(strings.TrimPrefix(text, bom), "\r\n")
	end := strings.IndexAny(text, "\r\n")
	return end > 0 && dumpPath(text[:end]) != ""
}

// dumpPath is the path in a line such as "# /etc/systemd/system/a.service".
func dumpPath(line string) string {
	path, ok := strings.CutPrefix(line, "# /")
	path = strings.TrimRight(path, " \t")
	if !ok || strings.ContainsAny(path, " \t") {
		return ""
	}
	_, file, _ := cutLast("/" + path)
	if IsUnitName(file) || IsDropInPath("/"+path) {
		return "/" + path
	}
	return ""
}
