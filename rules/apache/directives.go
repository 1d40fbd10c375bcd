package apache

import (
	_ "embed"
	"strings"
	"sync"

	"preflight/rules/spell"
)

// table holds a line for each directive of httpd 2.4 and mod_wsgi, made from
// "apache2 -L" and "apache2 -t" by the command exact: name, module, places and
// arguments.
//
//go:embed directives.txt
var table string

// spec is what httpd knows of a directive.
type spec struct {
	name   string // as httpd writes it, sections with "<"
	module string // such as "mod_ssl" or "core"
	places string // s, d, g and the classes A, F, I, L, O, N: see allowed
	args   string // "0", "1", "12", "1+", "?" for On or Off, "*" for anything
}

var specs = sync.OnceValue(func() map[string]spec {
	all := map[string]spec{}
	for _, row := range strings.Split(strings.TrimSuffix(table, "\n"), "\n") {
		f := strings.Split(row, "\t")
		all[strings.ToLower(f[0])] = spec{f[0], f[1], f[2], f[3]}
	}
	return all
})

// specOf looks a directive up by its name in any letter case.
func specOf(name string, section bool) (spec, bool) {
	if section {
		name = "<" + name
	}
	s, ok := specs()[strings.ToLower(name)]
	return s, ok
}

// foreign are the beginnings of the names that well-known modules outside httpd
// give their directives.
var foreign = []string{
	"php", "sec", "perl", "passenger", "shib", "oidc", "qs_", "xsendfile", "dos", "svn", "krb", "gss", "auth",
	"lua", "modpagespeed", "python", "tile", "mellon", "cas", "geoip", "maxmind", "evasive", "mono", "fcgid",
	"fastcgi", "jk", "dav", "radius", "ssl", "crs", "wsgi", "ruby", "rails", "evhost", "bw", "h2", "md", "a2",
}

// isForeign reports whether a name that httpd lacks may belong to a module
// from elsewhere.
func isForeign(name string) bool {
	name = strings.ToLower(name)
	for _, start := range foreign {
		if strings.HasPrefix(name, start) {
			return true
		}
	}
	return false
}

// maxNear caps for how many names a nearest one is looked for.
const maxNear = 200

// nearest is the function nearest, asked once for each name.
func (c *Config) nearest(u *Use) string {
	key := strings.ToLower(u.Name.Value)
	if u.Section {
		key = "<" + key
	}
	near, known := c.memo.near[key]
	if !known && len(c.memo.near) < maxNear {
		near = nearest(u.Name.Value, u.Section)
		if c.memo.near == nil {
			c.memo.near = map[string]string{}
		}
		c.memo.near[key] = near
	}
	return near
}

// nearest gives the known name that differs from name by one slip of the
// hand, or "".
func nearest(name string, section bool) string {
	name = strings.ToLower(name)
	if len(name) < 5 || len(name) > 40 {
		return ""
	}
	best := ""
	for known, s := range specs() {
		known, isSection := strings.CutPrefix(known, "<")
		if isSection == section && name != known && spell.Slips(name, known, 1) == 1 && (best == "" || s.name < best) {
			best = s.name
		}
	}
	return strings.TrimPrefix(best, "<")
}
