package django

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("common-password-allowed", commonPasswordAllowed) }

// commonPasswordAllowed checks that known passwords are refused.
func commonPasswordAllowed(s *Settings, r *audit.Reporter) {
	if !s.Has("AUTH_PASSWORD_VALIDATORS") || !s.Bool("AUTH_PASSWORD_VALIDATORS").Yes() {
		return
	}
	a := s.Ask("AUTH_PASSWORD_VALIDATORS", func(v *pyconf.Value) audit.Truth {
		return pyconf.AnyItem(func(it *pyconf.Value) audit.Truth {
			return pyconf.TextThat(refusesCommon)(pyconf.Entry(it, "NAME"))
		})(v).Not()
	})
	pyconf.Decide(r, a, "no validator refuses common passwords", nil)
}

func refusesCommon(class string) bool {
	lower := strings.ToLower(class)
	return strings.Contains(lower, "common") || strings.Contains(lower, "pwned") || strings.Contains(lower, "zxcvbn") || strings.Contains(lower, "breach")
}
