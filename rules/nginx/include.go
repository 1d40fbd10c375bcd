package nginx

import (
	"path"
	"strings"

	"preflight/rules/syntax/nginxconf"
)

const (
	maxIncludes = 8       // files inside files
	maxItems    = 200_000 // directives after all includes are put in
)

// mayHold reports whether an include that is not in the stack may set the
// directive at a level. Files that every distribution ships are known.
func mayHold(include string, level Context, name string) bool {
	info := directives()[name]
	if info != nil && info.contexts&level == 0 {
		return false
	}
	base := path.Base(include)
	switch {
	case base == "mime.types":
		return name == "types"
	case base == "koi-utf" || base == "koi-win" || base == "win-utf":
		return name == "charset_map"
	case strings.HasPrefix(base, "fastcgi_params") || base == "fastcgi.conf":
		return name == "fastcgi_param"
	case base == "uwsgi_params":
		return name == "uwsgi_param"
	case base == "scgi_params":
		return name == "scgi_param"
	case base == "proxy_params":
		return name == "proxy_set_header"
	case strings.HasSuffix(include, "/letsencrypt/options-ssl-nginx.conf"), base == "snakeoil.conf":
		return strings.HasPrefix(name, "ssl_")
	}
	return true
}

// included gives the parts of the stack that an include means.
func (s *Site) included(pattern string, level Context, from *nginxconf.Part) []*nginxconf.Part {
	var parts []*nginxconf.Part
	for _, p := range s.parts {
		if p != from && matches(p.Name, pattern) && s.fits(p, pattern, level) {
			parts = append(parts, p)
		}
	}
	if len(parts) == 0 && within(pattern, "sites-enabled") && !s.has("sites-enabled") {
		return s.included(strings.Replace(pattern, "sites-enabled/", "sites-available/", 1), level, from)
	}
	return parts
}

// has reports whether a file of the stack lies in a folder of the name. Those in
// sites-enabled are mostly links, which people do not hand over.
func (s *Site) has(folder string) bool {
	for _, p := range s.parts {
		if within(p.Name, folder) {
			return true
		}
	}
	return false
}

// within reports whether a path leads through a folder of the name.
func within(name, folder string) bool {
	return strings.HasPrefix(name, folder+"/") || strings.Contains(name, "/"+folder+"/")
}

// fits tells whether a file that is known by its bare name only, and matches
// a pattern with an asterisk, is of the context of the include.
func (s *Site) fits(p *nginxconf.Part, pattern string, level Context) bool {
	if strings.Contains(p.Name, "/") || !strings.ContainsAny(pattern, "*?[") {
		return true
	}
	return s.contexts[p] == level && !stock[p.Name]
}

// stock are the files that lie beside nginx.conf in every package, and that no
// include with an asterisk means.
var stock = map[string]bool{
	"nginx.conf": true, "mime.types": true, "fastcgi.conf": true, "fastcgi_params": true, "scgi_params": true, "uwsgi_params": true,
	"proxy_params": true, "koi-utf": true, "koi-win": true, "win-utf": true,
}

// matches compares a file's name with an include, from the end: the stack may
// know the file by a shorter or a longer path than nginx does.
func matches(name, pattern string) bool {
	names, patterns := components(name), components(pattern)
	n := min(len(names), len(patterns))
	if n == 0 {
		return false
	}
	names, patterns = names[len(names)-n:], patterns[len(patterns)-n:]
	for i := range names {
		if ok, err := path.Match(patterns[i], names[i]); err != nil || !ok {
			return false
		}
	}
	return true
}

func components(name string) []string {
	return strings.FieldsFunc(name, func(r rune) bool { return r == '/' })
}
