package apache

import (
	"preflight/rules/audit"
)

func init() { Rules.Add("basic-auth-plain", basicAuthPlain) }

// basicAuthPlain checks that passwords are not asked for without TLS.
func basicAuthPlain(c *Config, r *audit.Reporter) {
	for _, u := range c.Uses("AuthType") {
		host := u.Scope.Host()
		if !says("Basic")(u) || host.Kind != "virtualhost" || u.Scope.Has("SSLRequireSSL") {
			continue
		}
		switch h := newHost(host); {
		case h.OnlyRedirects():
		case h.TLS() == audit.No:
			c.doubt(u, r.Fail(u.Head(), "passwords are asked for on a site without TLS")).Doubt(audit.Likely)
		case h.TLS() == audit.Yes:
			r.Pass(u.Head())
		}
	}
}
