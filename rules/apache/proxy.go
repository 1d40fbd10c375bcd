package apache

import (
	"net/netip"
	"strings"
)

// route is a directive that passes requests on to another server.
type route struct {
	*Use
	pattern string // of the path: a prefix, or a regular expression
	regex   bool
	target  string
	arg     int // which argument the target is
}

// routesOf gives the routes of a virtual host, or of the server around all.
func (c *Config) routesOf(host *Scope) []route {
	if c.memo.routes == nil {
		c.memo.routes = map[*Scope][]route{}
		for _, t := range c.routes() {
			at := t.Scope.Host()
			c.memo.routes[at] = append(c.memo.routes[at], t)
		}
	}
	return c.memo.routes[host]
}

// routes gives every ProxyPass, ProxyPassMatch and RewriteRule with [P].
func (c *Config) routes() []route {
	var all []route
	for _, name := range []string{"ProxyPass", "ProxyPassMatch"} {
		for _, u := range c.Uses(name) {
			inLocation := u.Scope.Kind == "location" || u.Scope.Kind == "locationmatch"
			t := route{Use: u, pattern: u.Value(0), regex: name == "ProxyPassMatch", target: u.Value(1), arg: 1}
			if inLocation && strings.Contains(u.Value(0), "://") {
				t.pattern, t.target, t.arg = u.Scope.Arg(0), u.Value(0), 0
				t.regex = u.Scope.Kind == "locationmatch"
			}
			if t.target != "!" && t.pattern != "!" && t.target != "" {
				all = append(all, t)
			}
		}
	}
	for _, u := range c.Uses("RewriteRule") {
		if hasFlag(u.Value(2), "P") {
			all = append(all, route{Use: u, pattern: u.Value(0), regex: true, target: u.Value(1), arg: 1})
		}
	}
	return all
}

// address splits a target into scheme, host with port, and the rest.
func (t route) address() (scheme, host, rest string) {
	target := t.target
	if socket, name, ok := strings.Cut(target, "|"); ok && strings.HasPrefix(socket, "unix:") {
		target = name
	}
	scheme, rest, ok := strings.Cut(target, "://")
	if !ok {
		return "", "", t.target
	}
	if i := strings.IndexByte(rest, '/'); i >= 0 {
		return strings.ToLower(scheme), rest[:i], rest[i:]
	}
	return strings.ToLower(scheme), rest, ""
}

// isLocal reports whether the host of a target is this machine.
func isLocal(host string) bool {
	name := addressOf(host).Host
	ip, err := netip.ParseAddr(strings.Trim(name, "[]"))
	return name == "localhost" || err == nil && ip.IsLoopback()
}

// reference finds the first back reference or variable in a text, or gives -1.
func reference(text string) int {
	for i := 0; i+1 < len(text); i++ {
		if text[i] == '$' && text[i+1] >= '0' && text[i+1] <= '9' || text[i] == '%' && (text[i+1] == '{' || text[i+1] >= '0' && text[i+1] <= '9') {
			return i
		}
	}
	return -1
}
