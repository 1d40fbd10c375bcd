package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("reset-link-lasting", resetLinkLasting) }

// resetLinkLasting checks how long a password reset link is good.
func resetLinkLasting(s *Settings, r *audit.Reporter) {
	const week = 7 * 86400
	a := s.Ask("PASSWORD_RESET_TIMEOUT", pyconf.IntThat(func(n int64) bool { return n > week }))
	s.judge(r, "PASSWORD_RESET_TIMEOUT", pyconf.IntThat(func(n int64) bool { return n > week }), "password reset links are good for "+duration(a.Value.Int), nil)
}
