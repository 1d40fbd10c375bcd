package apache

import (
	"path"
	"sort"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/syntax/httpdconf"
)

// includes reports whether the directive reads other files, and names them.
func includes(d *httpdconf.Directive) bool {
	return !d.Section && (d.Is("Include") || d.Is("IncludeOptional"))
}

// anyOf gives the path of an Include with a star for each parameter of a macro
// around it: any file may be meant.
func anyOf(d *httpdconf.Directive) string {
	for around := d.Parent; around != nil; around = around.Parent {
		m := httpdconf.MacroOf(around)
		if m == nil {
			continue
		}
		stars := make([]string, len(m.Params))
		for i := range stars {
			stars[i] = "*"
		}
		if filled := m.Fill(d, stars); filled != nil {
			return filled.Arg(0)
		}
	}
	return d.Arg(0)
}

// library is the files of a stack as includes name them.
type library struct {
	files []*audit.File
	names map[*audit.File]string // settled
	// stored are the files of Debian's available folders where the stack has the
	// enabled folder too: httpd reads what that one holds.
	stored   map[*audit.File]bool
	releases releases // that the server may be
}

func newLibrary(files []*audit.File) *library {
	l := &library{files: files, names: map[*audit.File]string{}, stored: map[*audit.File]bool{}}
	enabled := map[string]bool{}
	for _, f := range files {
		l.names[f] = settle(f.Name)
		if !isAvailable(f.Name) {
			enabled[path.Dir(l.names[f])] = true
		}
	}
	for _, f := range files {
		l.stored[f] = isAvailable(f.Name) && enabled[path.Dir(l.names[f])]
	}
	return l
}

func isAvailable(name string) bool {
	return strings.HasSuffix(path.Dir(strings.ReplaceAll(name, `\`, "/")), "-available")
}

// matching gives the files of the stack that an Include reads. Names match from
// their ends, as a stack need not keep the folders of the server; Debian's
// enabled folders are links to the available ones.
func (l *library) matching(pattern string) []*audit.File {
	stores := isAvailable(pattern)
	pattern = settle(pattern)
	var found []*audit.File
	for _, f := range l.files {
		if (stores || !l.stored[f]) && matches(pattern, l.names[f]) {
			found = append(found, f)
		}
	}
	// httpd reads what a pattern names in the order of the names: which virtual
	// host comes first depends on it.
	sort.SliceStable(found, func(i, j int) bool { return found[i].Name < found[j].Name })
	return found
}

func settle(name string) string {
	name = strings.TrimPrefix(path.Clean(strings.ReplaceAll(name, `\`, "/")), "./")
	for _, folder := range []string{"sites", "conf", "mods"} {
		name = strings.Replace(name, folder+"-available/", folder+"-enabled/", 1)
	}
	return name
}

func matches(pattern, name string) bool {
	p, n := strings.Split(pattern, "/"), strings.Split(name, "/")
	wild := strings.ContainsAny(p[len(p)-1], "*?[")
	if len(n) == 1 {
		return !wild && p[len(p)-1] == n[0]
	}
	if !wild && strings.HasSuffix(n[len(n)-1], ".conf") && p[len(p)-1] == n[len(n)-2] && strings.Contains(p[len(p)-1], ".d") {
		return true // a folder, read whole
	}
	// The last part, and as many folders as both sides tell.
	for i, j := len(p)-1, len(n)-1; i >= 0 && j >= 0 && p[i] != ""; i, j = i-1, j-1 {
		if ok, err := path.Match(p[i], n[j]); err != nil || !ok {
			return false
		}
	}
	return true
}

// roots tells the files that no other file includes, and how many includes
// name files that were not given.
func (l *library) roots(parsed []*httpdconf.Config) (own []*httpdconf.Config, gaps int) {
	read, count := map[*audit.File]bool{}, 0
	for _, p := range parsed {
		httpdconf.Walk(p.Body, func(d *httpdconf.Directive) bool {
			if includes(d) && len(d.Args) > 0 {
				if count++; count > maxIncludes {
					gaps++
					return true
				}
				found := l.matching(anyOf(d))
				if len(found) == 0 {
					gaps++
				}
				for _, f := range found {
					read[f] = read[f] || f != p.File
				}
			}
			return true
		})
	}
	for _, p := range parsed {
		if !read[p.File] {
			own = append(own, p)
		}
	}
	return own, gaps
}

// isAccess reports whether the file is a .htaccess file.
func isAccess(f *audit.File) bool {
	base := path.Base(f.Name)
	return base == ".htaccess" || base == "htaccess" || strings.HasSuffix(base, ".htaccess")
}

// isMain reports whether the file is the one that httpd starts with.
func isMain(p *httpdconf.Config) bool {
	base := strings.ToLower(path.Base(p.File.Name))
	switch path.Base(path.Dir(p.File.Name)) {
	case ".", "/", "apache2", "httpd", "conf", "etc":
		if base == "apache2.conf" || base == "httpd.conf" {
			return true
		}
	}
	root, listen, load := false, false, false
	for _, d := range p.Body {
		root = root || d.Is("ServerRoot")
		listen = listen || d.Is("Listen")
		load = load || d.Is("LoadModule")
	}
	return root || listen && load
}
