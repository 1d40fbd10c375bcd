package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("cookie-domain-wide", cookieDomainWide) }

// cookieDomainWide tells that cookies go to every sub-domain.
func cookieDomainWide(s *Settings, r *audit.Reporter) {
	for _, name := range []string{"SESSION_COOKIE_DOMAIN", "CSRF_COOKIE_DOMAIN"} {
		set := pyconf.TextThat(func(d string) bool { return d != "" })
		s.judge(r, name, set, name+" lets every sub-domain read and set the cookie", nil)
	}
}
