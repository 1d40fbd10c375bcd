package apache

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/syntax/httpdconf"
)

// Config is one httpd configuration: a main file with all that it includes, or,
// where the main file was not given, the files that a main file would include.
type Config struct {
	Files    []*audit.File
	Complete bool     // the main file is among the files
	Server   *Scope   // what stands outside virtual hosts
	Hosts    []*Host  // in the order in which httpd reads them
	Access   []*Scope // .htaccess files
	Parsed   []*httpdconf.Config

	uses     map[string][]*Use // by name in lower case, in the order of reading
	scopes   []*Scope
	ordered  []*Use // all, in the order of reading
	defines  map[string]define
	modules  map[string]bool // that LoadModule names
	macros   macros
	releases releases
	gaps     int
	off      []*httpdconf.Directive // conditions that do not hold, the outermost only
	memo     memo
}

// memo keeps what several rules ask of the whole configuration.
type memo struct {
	routes  map[*Scope][]route // by virtual host
	first   map[Address]*Host  // the first host of an address
	gaps    map[string]string  // what would settle a gap, by directive
	heads   map[*Scope]headTable
	certain map[*audit.File]bool // whether a file belongs to the server itself
	near    map[string]string    // the known name nearest to one that is not
	uploads []uploads
	needs   map[string]bool // modules that are certainly loaded
	wide    []*Scope        // sections of the server that may cover whole hosts
	below   map[below]bool
	sites   []*Host
	sent    map[*Scope]map[string]sent
	hiders  map[string][]*Scope // sections of the server that keep files back, by their kind
}

// Scope is a section, the server itself or a .htaccess file.
type Scope struct {
	Kind   string               // name of the section in lower case; "server", ".htaccess"
	Node   *httpdconf.Directive // nil for the server and .htaccess
	File   *audit.File
	Parent *Scope
	Inner  []*Scope
	When   audit.Truth // whether the conditions around it hold

	config *Config
	items  int               // directives and gaps so far
	uses   map[string][]*Use // by name in lower case
	gaps   []gap
	args   []string
}

// Use is a directive where it stands.
type Use struct {
	*httpdconf.Directive
	Scope *Scope
	File  *audit.File
	When  audit.Truth // whether the conditions around it hold
	// Guard is the innermost condition around it, or nil.
	Guard *httpdconf.Directive

	by     audit.Span // the line that uses the macro it stands in
	index  int        // among the items of its scope
	values []string
	open   bool // some value is not known
}

// gap is an include whose file was not given, the use of a macro that cannot be
// followed, or the end of a configuration too large to be read whole.
type gap struct {
	index int
	path  string // or the macro's name; empty for the end
	span  audit.Span
	macro bool
}

// Values gives the arguments with variables replaced.
func (u *Use) Values() []string { return u.values }

// Value gives the nth argument, counted from 0, or "".
func (u *Use) Value(n int) string {
	if n < 0 || n >= len(u.values) {
		return ""
	}
	return u.values[n]
}

// Known reports whether every argument was seen: none is left to a variable
// that nobody defines here, or to a template.
func (u *Use) Known() bool { return !u.open }

// On reports whether the directive's only argument is "on", and Off "off".
func (u *Use) On() bool { return strings.EqualFold(u.Value(0), "on") }

// Off reports whether the directive's only argument is "off".
func (u *Use) Off() bool { return strings.EqualFold(u.Value(0), "off") }

// Head covers the directive without a section's body.
func (u *Use) Head() audit.Span { return u.Open }

// Head covers the opening tag of a section, and the start of a whole file.
func (s *Scope) Head() audit.Span {
	if s.Node != nil {
		return s.Node.Open
	}
	return top(s.File, s.config)
}

// Place is where a verdict stands that speaks of the whole configuration: its
// first directive.
func (c *Config) Place() audit.Span {
	if len(c.Files) == 0 {
		return audit.Span{}
	}
	return top(c.Files[0], c)
}

func top(file *audit.File, c *Config) audit.Span {
	for _, p := range c.Parsed {
		if p.File == file && len(p.Body) > 0 {
			return p.Body[0].Open
		}
	}
	return file.Span(0, 0)
}

// Each calls visit for every directive of the name that may be in force.
func (c *Config) Each(name string, visit func(*Use)) {
	for _, u := range c.uses[strings.ToLower(name)] {
		visit(u)
	}
}

// Uses gives every directive of the name that may be in force.
func (c *Config) Uses(name string) []*Use { return c.uses[strings.ToLower(name)] }

// Scopes gives every section of the kinds, which are names in lower case.
func (c *Config) Scopes(kinds ...string) []*Scope {
	var found []*Scope
	for _, s := range c.scopes {
		for _, k := range kinds {
			if s.Kind == k {
				found = append(found, s)
			}
		}
	}
	return found
}

// Uses gives the directives of the name that stand in the scope itself.
func (s *Scope) Uses(name string) []*Use { return s.uses[strings.ToLower(name)] }

// Has reports whether the scope itself holds a directive of the name.
func (s *Scope) Has(name string) bool { return len(s.Uses(name)) > 0 }

// Arg gives the nth argument of the section's tag, with variables replaced.
func (s *Scope) Arg(n int) string {
	if n < 0 || n >= len(s.args) {
		return ""
	}
	return s.args[n]
}

// Host gives the virtual host, or else the server, that the scope belongs to.
func (s *Scope) Host() *Scope {
	for s.Parent != nil && s.Kind != "virtualhost" {
		s = s.Parent
	}
	return s
}

// Within reports whether the scope or one around it is of the kind.
func (s *Scope) Within(kind string) bool {
	for ; s != nil; s = s.Parent {
		if s.Kind == kind {
			return true
		}
	}
	return false
}

// All calls visit for every directive of the name in the scope and the
// sections inside it.
func (s *Scope) All(name string, visit func(*Use)) {
	for _, u := range s.Uses(name) {
		visit(u)
	}
	for _, inner := range s.Inner {
		inner.All(name, visit)
	}
}
