package systemd

import "strings"

// unitType is the ending of a unit name without its dot, such as "service".
func unitType(name string) string {
	return name[strings.LastIndexByte(name, '.')+1:]
}

// sectionOf is the section that holds what is special to a type of unit.
func sectionOf(kind string) string {
	if kind == "" {
		return "Service"
	}
	return strings.ToUpper(kind[:1]) + kind[1:]
}

// split cuts a unit name into prefix, instance and ending. Of a name that is
// neither template nor instance, at is false.
func splitName(name string) (prefix, instance, ending string, at bool) {
	dot := strings.LastIndexByte(name, '.')
	if dot < 0 {
		dot = len(name)
	}
	stem, ending := name[:dot], name[dot:]
	prefix, instance, at = strings.Cut(stem, "@")
	return prefix, instance, ending, at
}

// dropInDirs are the directories from which a unit takes drop-ins, the most
// special first: its own, its template's, those of its dashed prefixes, and
// that of its type.
func dropInDirs(name string) []string {
	prefix, instance, ending, at := splitName(name)
	dirs := []string{name + ".d"}
	if at && instance != "" {
		dirs = append(dirs, prefix+"@"+ending+".d")
	}
	for stem := strings.TrimRight(prefix, "-"); ; {
		n := strings.LastIndexByte(stem, '-')
		if n <= 0 {
			break
		}
		dirs = append(dirs, stem[:n+1]+ending+".d")
		stem = strings.TrimRight(stem[:n], "-")
	}
	return append(dirs, strings.TrimPrefix(ending, ".")+".d")
}

// splitPath gives the last directory and the file name of a path.
func splitPath(path string) (dir, file string) {
	parts := strings.Split(path, "/")
	if len(parts) > 1 {
		dir = parts[len(parts)-2]
	}
	return dir, parts[len(parts)-1]
}
