package apache

import (
	"strings"

	"preflight/rules/audit"
)

// header is a Header directive, taken apart.
type header struct {
	*Use
	always bool // in the table that is also sent with errors
	action string
	name   string // in lower case
	value  string
	tested bool // holds for some responses only: env= or expr=
}

// headerOf reads "Header [always|onsuccess] ACTION NAME [VALUE] [env=…|expr=…]".
func headerOf(u *Use) header {
	words := u.Values()
	h := header{Use: u}
	if len(words) > 0 && (strings.EqualFold(words[0], "always") || strings.EqualFold(words[0], "onsuccess")) {
		h.always = strings.EqualFold(words[0], "always")
		words = words[1:]
	}
	if len(words) < 2 {
		return h
	}
	h.action, h.name = strings.ToLower(words[0]), strings.ToLower(strings.TrimSuffix(words[1], ":"))
	if words = words[2:]; len(words) > 0 {
		h.value = words[0]
		last := strings.ToLower(words[len(words)-1])
		h.tested = len(words) > 1 && (strings.HasPrefix(last, "env=") || strings.HasPrefix(last, "expr="))
	}
	return h
}

// sets reports whether the directive makes the header exist.
func (h header) sets() bool {
	switch h.action {
	case "set", "add", "append", "merge", "setifempty":
		return true
	}
	return false
}

// valueIndex is the index of the value among the arguments, or -1.
func (h header) valueIndex() int {
	for i, v := range h.Values() {
		if strings.EqualFold(strings.TrimSuffix(v, ":"), h.name) && i > 0 && i+1 < len(h.Values()) {
			return i + 1
		}
	}
	return -1
}

// headers gives every Header directive of the configuration.
func (c *Config) headers() []header {
	var all []header
	for _, u := range c.Uses("Header") {
		all = append(all, headerOf(u))
	}
	return all
}

// sent tells whether a host sends a header with every page of its own.
type sent struct {
	header  *header // the directive that sets it
	maybe   *header // one that sets it for some responses, or under a condition
	removed bool
}

// sends looks for a header in the host: in itself, in the server around it, and
// in sections that cover all of it. Both tables of headers count.
func (h *Host) sends(name string) sent {
	var s sent
	if h.Scope != h.config.Server {
		s.look(h.config.Server, name)
		for _, inner := range h.config.wide() {
			if h.covers(inner) {
				s.look(inner, name)
			}
		}
	}
	s.look(h.Scope, name)
	for _, inner := range h.Inner {
		if h.covers(inner) {
			s.look(inner, name)
		}
	}
	return s
}

// look adds what a scope says of the header.
func (s *sent) look(at *Scope, name string) {
	more := at.config.sentBy(at)[name]
	if more.header != nil {
		s.header = more.header
	}
	if more.maybe != nil {
		s.maybe = more.maybe
	}
	s.removed = s.removed || more.removed
}

// sentBy sums up what a scope itself says of each header.
func (c *Config) sentBy(at *Scope) map[string]sent {
	all, known := c.memo.sent[at]
	if known || !at.Has("Header") {
		return all
	}
	all = map[string]sent{}
	for _, u := range at.Uses("Header") {
		d := headerOf(u)
		s := all[d.name]
		switch {
		case !d.sets():
			s.removed = s.removed || d.action == "unset"
		case d.tested || u.When == audit.Maybe:
			s.maybe = &d
		default:
			s.header = &d
		}
		all[d.name] = s
	}
	if c.memo.sent == nil {
		c.memo.sent = map[*Scope]map[string]sent{}
	}
	c.memo.sent[at] = all
	return all
}

// mostWide caps how many sections of the server are looked at for each host.
const mostWide = 200

// wide gives the sections of the server that set headers and may cover hosts.
func (c *Config) wide() []*Scope {
	if c.memo.wide == nil {
		c.memo.wide = []*Scope{}
		for _, s := range c.Server.Inner {
			if s.Kind != "virtualhost" && s.Has("Header") && len(c.memo.wide) < mostWide {
				c.memo.wide = append(c.memo.wide, s)
			}
		}
	}
	return c.memo.wide
}

// headTable sums up the Header directives of one scope.
type headTable struct {
	always      map[string]bool // names set in the table that goes with errors too
	credentials *Use            // the one that allows credentials across origins
}

func (c *Config) headTable(s *Scope) headTable {
	t, known := c.memo.heads[s]
	if known {
		return t
	}
	t.always = map[string]bool{}
	for _, u := range s.Uses("Header") {
		d := headerOf(u)
		if d.always && d.sets() {
			t.always[d.name] = true
		}
		if d.name == "access-control-allow-credentials" && d.sets() && strings.EqualFold(d.value, "true") {
			t.credentials = u
		}
	}
	if c.memo.heads == nil {
		c.memo.heads = map[*Scope]headTable{}
	}
	c.memo.heads[s] = t
	return t
}

// covers reports whether a section speaks of everything that the host serves.
func (h *Host) covers(s *Scope) bool {
	switch s.Kind {
	case "location":
		return s.Arg(0) == "/"
	case "locationmatch":
		return wholePath(s.Arg(0))
	case "files":
		return s.Arg(0) == "*"
	case "filesmatch":
		return wholePath(s.Arg(0)) || s.Arg(0) == "."
	case "directory":
		root := h.Root()
		return s.Arg(0) == "/" || root.Use != nil && under(root.Use.Value(0), s.Arg(0))
	}
	return false
}

// under reports whether the path is the folder or something in it.
func under(path, folder string) bool {
	path, folder = strings.TrimSuffix(path, "/"), strings.TrimSuffix(folder, "/")
	return path == folder || strings.HasPrefix(path, folder+"/")
}

// sites gives the virtual hosts that serve something, or the server itself
// where a whole configuration has none.
func (c *Config) sites() []*Host {
	switch {
	case c.memo.sites != nil:
	case len(c.Hosts) == 0 && c.Complete:
		c.memo.sites = []*Host{newHost(c.Server)}
	default:
		c.memo.sites = []*Host{}
		for _, h := range c.Hosts {
			if !h.OnlyRedirects() {
				c.memo.sites = append(c.memo.sites, h)
			}
		}
	}
	return c.memo.sites
}

// absence is what a rule about a missing header asks.
type absence struct {
	name  string // as people write it
	fault string
	want  string // the line that sets it well; empty where there is no such line
	of    func(*Host) bool
	// instead is another header that does the same work, if its value says so.
	instead func(*Host) bool
}

// missing answers for every site whether it sends a header.
func (c *Config) missing(r *audit.Reporter, q absence) {
	for _, h := range c.sites() {
		if q.of == nil || q.of(h) {
			h.missing(r, q)
		}
	}
}

func (h *Host) missing(r *audit.Reporter, q absence) {
	s := h.sends(strings.ToLower(q.name))
	gap := h.Gap("Header")
	switch {
	case s.header != nil:
		r.Pass(s.header.Head())
	case q.instead != nil && q.instead(h):
	case s.maybe != nil:
		r.Unknown(s.maybe.Head(), q.name+" is set under a condition")
	case gap != "":
		r.Unknown(h.Head(), gap)
	case h.app() != nil:
		r.Unknown(h.Head(), "the application may send "+q.name)
	case h.config.loads("headers") == audit.No:
		h.likely(r.Fail(h.Head(), "mod_headers is not loaded: no "+q.name))
	default:
		h.likely(r.Fail(h.Head(), q.fault, h.addHeader(q.name, q.want).Careful()))
	}
}

// addHeader is the fix that writes a line of mod_headers into the host.
func (h *Host) addHeader(name, line string) *audit.Fix {
	if line == "" {
		return nil
	}
	fix := h.addFor("headers", line)
	if fix != nil {
		fix.Title = "Add " + name
	}
	return fix
}

// handsAllOver reports whether every address goes to an application, so that
// nothing is served from the document root. Aliases come before it.
func (h *Host) handsAllOver() bool {
	for _, name := range []string{"WSGIScriptAlias", "ProxyPass"} {
		for _, u := range h.Uses(name) {
			if u.Value(0) == "/" && u.Value(1) != "!" && u.When == audit.Yes {
				return true
			}
		}
	}
	return false
}

// app gives the directive by which the host hands requests for pages to an
// application, or nil.
func (h *Host) app() *Use {
	if !h.asked {
		h.asked, h.application = true, h.findApp()
	}
	return h.application
}

func (h *Host) findApp() *Use {
	for _, name := range []string{"WSGIScriptAlias", "WSGIScriptAliasMatch", "ProxyPass", "ProxyPassMatch"} {
		var found *Use
		h.All(name, func(u *Use) {
			if found == nil && u.Value(1) != "!" && u.Value(0) != "!" {
				found = u
			}
		})
		if found != nil {
			return found
		}
	}
	var found *Use
	h.All("RewriteRule", func(u *Use) {
		if hasFlag(u.Value(2), "P") {
			found = u
		}
	})
	return found
}
