package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("argon2-not-preferred", argon2NotPreferred) }

// argon2NotPreferred tells that the first hasher is PBKDF2.
func argon2NotPreferred(s *Settings, r *audit.Reporter) {
	if s.App("django.contrib.auth") != audit.Yes || !s.entire() {
		return
	}
	a := s.Ask("PASSWORD_HASHERS", firstHasher(func(class string) bool {
		return class == "django.contrib.auth.hashers.PBKDF2PasswordHasher" || class == "django.contrib.auth.hashers.PBKDF2SHA1PasswordHasher"
	}))
	switch {
	case a.Yes():
		r.Fail(a.Place, "passwords are kept by PBKDF2, not by Argon2")
	case a.No() && s.Ask("PASSWORD_HASHERS", firstHasher(func(class string) bool { return hasherName(class) == "Argon2PasswordHasher" })).Yes():
		r.Pass(a.Place)
	}
}

// firstHasher asks something of the hasher that keeps new passwords.
func firstHasher(q func(string) bool) func(*pyconf.Value) audit.Truth {
	return func(v *pyconf.Value) audit.Truth {
		if !v.Sequence() || len(v.Items) == 0 || v.Items[0].Rest {
			return audit.Maybe
		}
		return pyconf.ItemTruth(v.Items[0], pyconf.TextThat(q))
	}
}
