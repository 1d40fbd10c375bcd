package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("password-validators-empty", passwordValidatorsEmpty) }

// passwordValidatorsEmpty checks that passwords are held to some rule.
func passwordValidatorsEmpty(s *Settings, r *audit.Reporter) {
	if !s.requiresApp(r, "django.contrib.auth") || s.passwordless() {
		return
	}
	a := s.Off("AUTH_PASSWORD_VALIDATORS")
	message := "AUTH_PASSWORD_VALIDATORS is empty"
	if a.Default {
		message = "AUTH_PASSWORD_VALIDATORS is not set"
	}
	pyconf.Decide(r, a, message, nil)
}

// passwordless reports whether every login is another service's.
func (s *Settings) passwordless() bool {
	v := s.Get("AUTHENTICATION_BACKENDS")
	if !s.Has("AUTHENTICATION_BACKENDS") || !v.Sequence() || len(v.Items) == 0 {
		return false
	}
	for _, it := range v.Items {
		if it.Rest || !it.Value.Whole() || !topIn(otherServices)(it.Value.Text) {
			return false
		}
	}
	return true
}

// otherServices are packages whose backends know nobody by a password of the
// site's own.
var otherServices = namesOf("mozilla_django_oidc", "djangosaml2", "social_core", "django_auth_adfs", "django_cas_ng")
