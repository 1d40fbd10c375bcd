package django

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("cookie-prefix-broken", cookiePrefixBroken) }

// cookiePrefixBroken checks the promises that a cookie's name makes to browsers.
func cookiePrefixBroken(s *Settings, r *audit.Reporter) {
	for _, cookie := range []string{"SESSION_COOKIE", "CSRF_COOKIE", "LANGUAGE_COOKIE"} {
		name := s.Get(cookie + "_NAME")
		if !s.Has(cookie+"_NAME") || !name.Whole() || !strings.HasPrefix(name.Text, "__") {
			continue
		}
		place := s.Place(cookie + "_NAME")
		host := strings.HasPrefix(name.Text, "__Host-")
		switch {
		case !host && !strings.HasPrefix(name.Text, "__Secure-"):
		case s.NotTrue(cookie + "_SECURE").Yes():
			r.Fail(place, name.Text[:strings.IndexByte(name.Text, '-')+1]+" needs "+cookie+"_SECURE: cookie dropped")
		case host && s.Bool(cookie+"_DOMAIN").Yes():
			r.Fail(place, "__Host- allows no "+cookie+"_DOMAIN: cookie dropped")
		case host && s.Ask(cookie+"_PATH", pyconf.IsText("/")).No():
			r.Fail(place, "__Host- needs the path /: cookie dropped")
		default:
			r.Pass(place)
		}
	}
}
