package apache

import (
	"net/netip"
	"strings"

	"preflight/rules/audit"
)

// Host is a virtual host.
type Host struct {
	*Scope
	Addresses []Address
	Names     []string // ServerName and ServerAlias, in lower case, without ports

	root        *Setting // once it was asked for
	asked       bool     // whether application was looked for
	application *Use
}

// Address is what a virtual host listens to, such as *:443.
type Address struct {
	Host, Port string // "*" where any; the port "" where the tag gives none
}

func newHost(s *Scope) *Host {
	h := &Host{Scope: s}
	for _, a := range s.args {
		h.Addresses = append(h.Addresses, addressOf(a))
	}
	for _, u := range append(append([]*Use{}, s.Uses("ServerName")...), s.Uses("ServerAlias")...) {
		for _, v := range u.Values() {
			h.Names = append(h.Names, hostName(v))
		}
	}
	return h
}

// hostName strips scheme and port from what ServerName takes.
func hostName(v string) string {
	if _, rest, ok := strings.Cut(v, "://"); ok {
		v = rest
	}
	return strings.ToLower(addressOf(v).Host)
}

func addressOf(text string) Address {
	if ap, err := netip.ParseAddrPort(text); err == nil {
		return Address{ap.Addr().String(), text[strings.LastIndexByte(text, ':')+1:]}
	}
	host, port := text, ""
	if i := strings.LastIndexByte(text, ':'); i >= 0 && !strings.HasSuffix(text, "]") {
		host, port = text[:i], text[i+1:]
	}
	if host == "_default_" || host == "" {
		host = "*"
	}
	return Address{host, port}
}

// Port reports whether the host listens to the port.
func (h *Host) Port(port string) bool {
	for _, a := range h.Addresses {
		if a.Port == port {
			return true
		}
	}
	return false
}

// TLS says whether the host speaks TLS.
func (h *Host) TLS() audit.Truth {
	s := h.Setting("SSLEngine")
	switch {
	case s.State == Set && s.Use.Scope == h.Scope, s.Use != nil && !h.Port("80"):
		return audit.TruthOf(!s.Use.Off())
	case h.Has("SSLCertificateFile"), h.Port("443"), h.Port("https"):
		return audit.Yes
	case h.Port("80"):
		return audit.No
	case s.State == Unset && len(s.Maybe) == 0:
		return audit.No
	}
	return audit.Maybe
}

// Root gives the host's own DocumentRoot, or else the server's.
func (h *Host) Root() Setting {
	if h.root == nil {
		root := h.Setting("DocumentRoot")
		h.root = &root
	}
	return *h.root
}

// OnlyRedirects reports whether the host serves nothing by itself: all it does
// is send visitors elsewhere.
func (h *Host) OnlyRedirects() bool {
	for _, u := range h.redirects() {
		if u.all {
			return true
		}
	}
	return false
}

// redirect is a directive that answers with another address.
type redirect struct {
	*Use
	target string
	all    bool // whatever the path
}

// redirects gives the host's redirects, mod_alias's and mod_rewrite's.
func (h *Host) redirects() []redirect {
	var found []redirect
	for _, name := range []string{"Redirect", "RedirectPermanent", "RedirectTemp", "RedirectMatch"} {
		for _, u := range h.Uses(name) {
			found = append(found, redirectOf(u))
		}
	}
	return append(found, h.rewrites()...)
}

// redirectOf reads "Redirect [STATUS] PATH [URL]"; with a status such as 404
// there is no URL.
func redirectOf(u *Use) redirect {
	words := u.Values()
	if len(words) > 1 && isStatus(words[0]) {
		words = words[1:]
	}
	to := redirect{Use: u}
	if len(words) > 0 {
		to.all = words[0] == "/" || u.Is("RedirectMatch") && wholePath(words[0])
	}
	if len(words) > 1 {
		to.target = words[1]
	}
	return to
}

func isStatus(word string) bool {
	switch strings.ToLower(word) {
	case "permanent", "temp", "seeother", "gone":
		return true
	}
	return number(word) > 0
}

// wholePath reports whether a pattern matches every path. An exception for the
// paths of certificate checks still counts as every path.
func wholePath(pattern string) bool {
	switch pattern {
	case "^", "^/", "^(.*)$", "(.*)", "^.*$", ".*", "^/(.*)$", "^/(.*)", "^(.*)", "^/?(.*)$", "^/?(.*)", "/", "^/.*$", "^.*", "^/?$":
		return true
	}
	return strings.HasPrefix(pattern, "^(?!/") || strings.HasPrefix(pattern, "^/(?!")
}

// rewrites gives the redirects among the host's RewriteRules.
func (h *Host) rewrites() []redirect {
	var found []redirect
	for _, u := range h.Uses("RewriteRule") {
		target, flags := u.Value(1), u.Value(2)
		if strings.Contains(target, "://") && (hasFlag(flags, "R") || flags == "" || !hasFlag(flags, "P")) {
			found = append(found, redirect{u, target, wholePath(u.Value(0))})
		}
	}
	return found
}

// hasFlag reports whether the flags of a RewriteRule, "[R=301,L]", hold one.
func hasFlag(flags, name string) bool {
	long := map[string]string{"R": "redirect", "P": "proxy", "F": "forbidden"}[name]
	for _, f := range strings.Split(strings.Trim(flags, "[]"), ",") {
		f, _, _ = strings.Cut(strings.TrimSpace(f), "=")
		if strings.EqualFold(f, name) || strings.EqualFold(f, long) && long != "" {
			return true
		}
	}
	return false
}
