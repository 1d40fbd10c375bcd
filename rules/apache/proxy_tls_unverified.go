package apache

import (
	"preflight/rules/audit"
)

func init() { Rules.Add("proxy-tls-unverified", proxyTlsUnverified) }

// proxyTlsUnverified checks that the server behind a TLS proxy is the right one.
func proxyTlsUnverified(c *Config, r *audit.Reporter) {
	for _, t := range c.routes() {
		scheme, host, _ := t.address()
		if scheme != "https" && scheme != "wss" && scheme != "h2" {
			continue
		}
		verify := t.Scope.Setting("SSLProxyVerify")
		var v *audit.Verdict
		switch {
		case verify.Use != nil && verify.Use.Known() && says("require")(verify.Use):
			r.Pass(t.Head())
		case verify.Use != nil && !verify.Use.Known(), verify.Use == nil && verify.State == Unseen, len(verify.Maybe) > 0:
			r.Unknown(t.Head(), "SSLProxyVerify may be set elsewhere")
		case verify.Use != nil:
			v = r.Fail(t.Head(), "the certificate of the server behind is not verified").Also(verify.Use.Head())
		default:
			v = r.Fail(t.Head(), "the certificate of the server behind is not verified")
		}
		if v != nil && isLocal(host) {
			v.Lower(audit.Low)
		}
	}
}
