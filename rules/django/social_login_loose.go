package django

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("social-login-loose", socialLoginLoose) }

// socialLoginLoose checks where people are sent after a login elsewhere.
func socialLoginLoose(s *Settings, r *audit.Reporter) {
	for _, name := range s.Names() {
		if strings.HasPrefix(name, "SOCIAL_AUTH_") && strings.HasSuffix(name, "SANITIZE_REDIRECTS") {
			pyconf.Decide(r, s.Off(name), "after the login people may be sent anywhere", s.Set(name, "True", "Set "+name+" to True"))
		}
	}
	if !s.entire() || s.App("social_django") != audit.Yes {
		return
	}
	const https = "SOCIAL_AUTH_REDIRECT_IS_HTTPS"
	place := s.Place("INSTALLED_APPS")
	if s.Has(https) {
		place = s.Place(https)
	}
	switch told := s.Bool("SECURE_PROXY_SSL_HEADER").Truth.Or(s.Bool(https).Truth); {
	case told == audit.Yes:
		r.Pass(place)
	case s.Bool("USE_X_FORWARDED_HOST").Yes():
		r.Fail(place, "logins elsewhere come back over plain HTTP behind a proxy").Doubt(audit.Likely)
	default:
		r.Unknown(place, "whether a proxy ends HTTPS is not seen; SOCIAL_AUTH_REDIRECT_IS_HTTPS settles it")
	}
}
