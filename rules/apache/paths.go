package apache

import (
	"path"
	"strings"
)

// mapping is a part of the file system that the web reaches.
type mapping struct {
	*Use
	url    string // "/" for a DocumentRoot
	folder string
	arg    int // the argument that names the folder
}

// mappings gives every DocumentRoot and Alias whose folder is known.
func (c *Config) mappings() []mapping {
	var all []mapping
	for _, u := range c.Uses("DocumentRoot") {
		all = append(all, mapping{u, "/", u.Value(0), 0})
	}
	for _, u := range c.Uses("Alias") {
		if n := len(u.Values()); n == 2 {
			all = append(all, mapping{u, u.Value(0), u.Value(1), 1})
		} else if n == 1 && u.Scope.Kind == "location" {
			all = append(all, mapping{u, u.Scope.Arg(0), u.Value(0), 0})
		}
	}
	var known []mapping
	for _, m := range all {
		if strings.HasPrefix(m.folder, "/") && !isOpen(m.folder) && !strings.Contains(m.folder, "$") {
			known = append(known, m)
		}
	}
	return known
}

// scripts gives the folders of the WSGI scripts, each with its directive.
func (c *Config) scripts() map[string]*Use {
	found := map[string]*Use{}
	for _, u := range c.Uses("WSGIScriptAlias") {
		if script := u.Value(1); strings.HasPrefix(script, "/") && path.Ext(script) != "" && !isOpen(script) {
			found[path.Dir(path.Clean(script))] = u
		}
	}
	return found
}

// trees gives each folder of found and all folders above it, with a directive
// below, so that to ask whether a folder holds a script is one look-up.
func trees(found map[string]*Use) map[string]*Use {
	all := map[string]*Use{}
	for folder, u := range found {
		for i := 0; i < 40; i++ {
			if all[folder] != nil {
				break
			}
			all[folder] = u
			if folder == "/" || folder == "." {
				break
			}
			folder = path.Dir(folder)
		}
	}
	return all
}
