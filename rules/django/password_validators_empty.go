package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("password-validators-empty", passwordValidatorsEmpty) }

// passwordValidatorsEmpty checks that passwords are held to some rule.
func passwordValidatorsEmpty(s *Settings, r *audit.Reporter) {
	if !s.requiresApp(r, "django.contrib.auth") {
		return
	}
	a := s.Off("AUTH_PASSWORD_VALIDATORS")
	message := "AUTH_PASSWORD_VALIDATORS is empty"
	if a.Default {
		message = "AUTH_PASSWORD_VALIDATORS is not set"
	}
	pyconf.Decide(r, a, message, nil)
}
