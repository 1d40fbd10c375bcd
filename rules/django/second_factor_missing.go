package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("second-factor-missing", secondFactorMissing) }

// secondFactorMissing tells that staff log in by a password alone.
func secondFactorMissing(s *Settings, r *audit.Reporter) {
	if !s.entire() || !s.Has("INSTALLED_APPS") || s.App("django.contrib.admin") != audit.Yes {
		return
	}
	other := pyconf.Listed(func(name string) bool { return topIn(otherLogins)(name) || name == "allauth.mfa" })
	if !s.Ask("AUTHENTICATION_BACKENDS", other).No() || !s.Ask("MIDDLEWARE", other).No() {
		return
	}
	a := s.Ask("INSTALLED_APPS", func(v *pyconf.Value) audit.Truth { return other(v).Not() })
	if a.Yes() {
		r.Fail(a.Place, "nothing here asks staff for a second factor")
	}
}

// otherLogins are packages that ask for a second factor, or leave the login to
// a service that may.
var otherLogins = namesOf("django_otp", "two_factor", "mfa", "allauth_2fa", "trench", "deux", "multifactor", "kagi", "passkeys",
	"mozilla_django_oidc", "djangosaml2", "social_django", "django_auth_adfs", "django_cas_ng", "social_core", "django_saml2_auth")
