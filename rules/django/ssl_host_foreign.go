package django

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("ssl-host-foreign", sslHostForeign) }

// sslHostForeign checks that the host of the redirect is one of the site's.
func sslHostForeign(s *Settings, r *audit.Reporter) {
	const name = "SECURE_SSL_HOST"
	v := s.Get(name)
	if !s.Has(name) || !v.Whole() || v.Text == "" {
		return
	}
	if strings.Contains(v.Text, "/") {
		r.Fail(s.Place(name), "SECURE_SSL_HOST is more than a host: the redirect leads nowhere")
		return
	}
	bare, _, _ := strings.Cut(strings.ToLower(v.Text), ":")
	a := s.Ask("ALLOWED_HOSTS", pyconf.AnyItem(pyconf.TextThat(func(pattern string) bool { return hostMatches(pattern, bare) })))
	switch {
	case a.Yes():
		r.Pass(s.Place(name))
	case a.No() && s.Has("ALLOWED_HOSTS"):
		r.Fail(s.Place(name), "the redirect leads to "+quoted(v.Text)+", none of ALLOWED_HOSTS")
	}
}

// hostMatches reports whether an entry of ALLOWED_HOSTS takes a host.
func hostMatches(pattern, host string) bool {
	pattern = strings.ToLower(pattern)
	return pattern == "*" || pattern == host || strings.HasPrefix(pattern, ".") && (strings.HasSuffix(host, pattern) || host == pattern[1:])
}
