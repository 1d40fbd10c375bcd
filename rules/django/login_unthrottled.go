package django

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("login-unthrottled", loginUnthrottled) }

// loginUnthrottled checks that something counts failed logins.
func loginUnthrottled(s *Settings, r *audit.Reporter) {
	if !s.entire() || s.App("django.contrib.admin") != audit.Yes || !s.Has("INSTALLED_APPS") {
		return
	}
	apps := s.Get("INSTALLED_APPS")
	counts := pyconf.Listed(func(app string) bool {
		top, _, _ := strings.Cut(app, ".")
		return loginCounters[top]
	})
	a := s.Ask("INSTALLED_APPS", counts).Not()
	if !apps.Sequence() {
		return
	}
	if m := s.Ask("MIDDLEWARE", counts); !m.No() {
		a.Truth = m.Truth.Not()
		a.Place, a.Settle = m.Place, m.Settle
	}
	pyconf.Decide(r, a, "nothing here counts failed logins", nil)
	for _, v := range r.Verdicts() {
		v.Doubt(audit.Likely)
	}
}

var loginCounters = namesOf("axes", "defender", "ratelimit", "django_ratelimit", "allauth", "brutebuster", "lockout", "honeypot", "two_factor", "kagi", "mozilla_django_oidc", "djangosaml2")
