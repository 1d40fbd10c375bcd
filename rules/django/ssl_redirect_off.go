package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("ssl-redirect-off", sslRedirectOff) }

// sslRedirectOff checks that requests over plain HTTP are sent to HTTPS.
func sslRedirectOff(s *Settings, r *audit.Reporter) {
	if !s.secured(r) {
		return
	}
	a := s.NotTrue("SECURE_SSL_REDIRECT")
	pyconf.Decide(r, a, a.State("SECURE_SSL_REDIRECT"), s.redirectFix())
}

// redirectFix is offered only where Django can tell HTTPS behind a proxy: else
// the redirect may never end.
func (s *Settings) redirectFix() *audit.Fix {
	if !s.Bool("SECURE_PROXY_SSL_HEADER").Yes() {
		return nil
	}
	return s.Set("SECURE_SSL_REDIRECT", "True", "Redirect to HTTPS").Careful()
}
