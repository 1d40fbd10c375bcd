package uwsgi

import (
	"strconv"
	"strings"
)

// magic holds the variables of one character that are put into a file when it
// is read, such as %n for its name. It changes with every file that is loaded.
type magic struct {
	known map[byte]string // text of those that are known
	host  map[byte]string // those that the machine decides, where somebody knows it
	first bool            // a file was loaded whose variables the capitals keep
}

// of gives a variable. Those of files are empty before the first one.
func (m *magic) of(c byte) (string, bool) {
	if text, ok := m.known[c]; ok {
		return text, true
	}
	if text, ok := m.host[c]; ok {
		return text, true
	}
	return "\033", c == '['
}

// load sets the variables of a file that is loaded by name and lies at path. The
// capitals keep those of the first file that an option names.
func (m *magic) load(name, path string, keep bool) {
	file, section, asked := cutSection(path)
	if file != "" || !asked {
		m.known = map[byte]string{}
		m.fill(file)
	}
	m.known['o'], _, _ = cutSection(name)
	m.known['x'] = section
	if keep || m.first {
		return
	}
	m.first = true
	for c, text := range m.known {
		if 'a' <= c && c <= 'z' {
			m.host[c-'a'+'A'] = text
		}
	}
}

// fill sets what the path tells. Of a path that is not absolute, only the last
// part is known.
func (m *magic) fill(file string) {
	base := file[strings.LastIndexByte(file, '/')+1:]
	m.known['s'], m.known['n'], m.known['e'] = base, base, ""
	if dot := strings.LastIndexByte(base, '.'); dot >= 0 {
		m.known['n'], m.known['e'] = base[:dot], base[dot+1:]
	}
	if !strings.HasPrefix(file, "/") {
		return
	}
	dir := file[:len(file)-len(base)]
	m.known['p'], m.known['d'] = file, dir
	dir = strings.TrimSuffix(dir, "/")
	m.known['c'] = dir[strings.LastIndexByte(dir, '/')+1:]
	parts := strings.FieldsFunc(dir, func(c rune) bool { return c == '/' })
	for i := range 10 {
		m.known[strconv.Itoa(i)[0]] = ""
		if i < len(parts) {
			m.known[strconv.Itoa(i)[0]] = parts[i]
		}
	}
}

// cutSection splits "app.ini:dev" at its last colon. A file without a section,
// or with an empty one, is asked for "uwsgi".
func cutSection(name string) (file, section string, asked bool) {
	colon := strings.LastIndexByte(name, ':')
	if colon < 0 {
		return name, "", false
	}
	return name[:colon], name[colon+1:], true
}
