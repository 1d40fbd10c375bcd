package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("legacy-salt-accepted", legacySaltAccepted) }

// legacySaltAccepted tells that signed cookies are accepted in an old form.
func legacySaltAccepted(s *Settings, r *audit.Reporter) {
	s.judge(r, "SIGNED_COOKIE_LEGACY_SALT_FALLBACK", pyconf.Truthy, "signed cookies are accepted in their old form",
		s.Set("SIGNED_COOKIE_LEGACY_SALT_FALLBACK", "False", "Set it to False"))
}
