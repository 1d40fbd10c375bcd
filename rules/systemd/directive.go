package systemd

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"

	"preflight/rules/audit"
	"preflight/rules/spell"
)

//go:embed directives.txt
var directiveTable string

// directive is a key that some release of systemd knows.
type directive struct {
	key      string
	kind     string    // of the value, such as "bool"; "removed" where no release reads it any more
	sections [3]string // in 252, 257 and 262, each as letters
	since    int       // the release that brought it, where it came after 252; else 0
}

// sectionLetters are the letters that stand for the sections in the table.
var sectionLetters = map[string]string{
	"Unit": "U", "Service": "S", "Socket": "K", "Mount": "M", "Automount": "A", "Swap": "W",
	"Timer": "T", "Path": "P", "Slice": "L", "Scope": "C", "Install": "I",
}

// directives reads the table once.
var directives = sync.OnceValue(func() map[string]*directive {
	table := map[string]*directive{}
	for line := range strings.Lines(directiveTable) {
		f := strings.Fields(line)
		if f[0] == "#" {
			continue
		}
		d := &directive{key: f[0], kind: f[1]}
		for i, letters := range f[2:5] {
			switch letters {
			case "=":
				d.sections[i] = d.sections[i-1]
			case "-":
			default:
				d.sections[i] = letters
			}
		}
		if len(f) > 5 {
			d.since, _ = strconv.Atoi(f[5])
		}
		table[d.key] = d
	}
	return table
})

// lookup finds a key, or nil.
func lookup(key string) *directive { return directives()[key] }

// in reports whether the release reads the key in the section. Of a release
// between two that are in the table, it goes by when the key came.
func (d *directive) in(section string, v audit.Version) bool {
	letter, release := sectionLetters[section], v[0]
	switch {
	case release == 0:
		return strings.Contains(d.sections[0]+d.sections[1]+d.sections[2], letter)
	case release >= 262:
		return strings.Contains(d.sections[2], letter)
	case release >= 257:
		return strings.Contains(d.sections[1], letter) || d.came(2, letter, release)
	}
	return strings.Contains(d.sections[0], letter) || d.came(1, letter, release) || d.came(2, letter, release)
}

// came reports whether the key is in a column and had come by the release.
func (d *directive) came(column int, letter string, release int) bool {
	return d.since != 0 && d.since <= release && strings.Contains(d.sections[column], letter)
}

// ever reports whether any release reads the key in the section.
func (d *directive) ever(section string) bool { return d.in(section, audit.Version{}) }

// homes are the sections that read the key, in any release.
func (d *directive) homes() []string {
	var names []string
	for _, name := range []string{"Unit", "Service", "Socket", "Timer", "Path", "Mount", "Automount", "Swap", "Slice", "Scope", "Install"} {
		if d.ever(name) {
			names = append(names, name)
		}
	}
	return names
}

// tooFar is how many letters a key may differ from the one that was meant.
const tooFar = 4

// nearest finds the key of the section that was probably meant, or "" where
// none or several are near.
func nearest(section, key string, v audit.Version) string {
	if d := lookup(key + "Sec"); d != nil && d.in(section, v) {
		return d.key
	}
	if name := completion(section, key, v); name != "" {
		return name
	}
	best, found, tie := tooFar, "", false
	wrong := strings.ToLower(key)
	for name, d := range directives() {
		if len(name) > len(key)+3 || len(key) > len(name)+3 || !d.in(section, v) {
			continue
		}
		n := spell.Slips(wrong, strings.ToLower(name), tooFar-1)
		tie = n == best && n < tooFar || tie && n > best
		if n < best {
			best, found = n, name
		}
	}
	if tie || best > len(key)/3 {
		return ""
	}
	return found
}

// completion finds the one key of the section that goes on where this one ends.
func completion(section, key string, v audit.Version) string {
	found := ""
	for name, d := range directives() {
		if len(key) < 6 || !strings.HasPrefix(name, key) || !d.in(section, v) {
			continue
		}
		if found != "" {
			return ""
		}
		found = name
	}
	return found
}
