package apache

import (
	"strings"

	"preflight/rules/audit"
)

// option gives the value of a word "key=value" among the arguments, and whether
// there is such a word.
func (u *Use) option(key string) (value string, found bool) {
	for _, v := range u.Values() {
		if k, rest, ok := strings.Cut(v, "="); ok && k == key {
			value, found = rest, true
		}
	}
	return value, found
}

// hasOption reports whether there is such a word.
func (u *Use) hasOption(key string) bool {
	_, found := u.option(key)
	return found
}

// application is a WSGI script as it is run.
type application struct {
	*Use
	group  Setting // the directive that names its process group
	option string  // the group that its own line names
}

// applications gives the WSGI scripts.
func (c *Config) applications() []application {
	var all []application
	for _, name := range []string{"WSGIScriptAlias", "WSGIScriptAliasMatch"} {
		for _, u := range c.Uses(name) {
			a := application{Use: u, group: u.Scope.Setting("WSGIProcessGroup")}
			a.option, _ = u.option("process-group")
			all = append(all, a)
		}
	}
	return all
}

// processGroup names the daemon processes that run the application; empty where
// none do, or where it was not seen.
func (a application) processGroup() string {
	name := a.option
	if name == "" && a.group.Use != nil {
		name = a.group.Use.Value(0)
	}
	if strings.HasPrefix(name, "%{") || isOpen(name) {
		return ""
	}
	return name
}

// below is a question about the sections inside a scope.
type below struct {
	scope *Scope
	name  string
}

// below reports whether a section inside the scope, other than a virtual host,
// holds the directive.
func (c *Config) below(s *Scope, name string) bool {
	answer, known := c.memo.below[below{s, name}]
	if known {
		return answer
	}
	for _, inner := range s.Inner {
		answer = answer || inner.Kind != "virtualhost" && inner.Has(name)
	}
	if c.memo.below == nil {
		c.memo.below = map[below]bool{}
	}
	c.memo.below[below{s, name}] = answer
	return answer
}

// certain reports whether the directive holds whatever was not seen.
func (u *Use) certain() bool { return u.When == audit.Yes && u.Known() }
