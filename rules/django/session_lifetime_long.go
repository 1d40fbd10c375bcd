package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("session-lifetime-long", sessionLifetimeLong) }

// sessionLifetimeLong checks that sessions end within a month.
func sessionLifetimeLong(s *Settings, r *audit.Reporter) {
	const month, year = 30 * 86400, 365 * 86400
	if !s.Has("SESSION_COOKIE_AGE") {
		s.defaultLifetime(r)
		return
	}
	a := s.Ask("SESSION_COOKIE_AGE", pyconf.IntThat(func(n int64) bool { return n > month }))
	v := pyconf.Decide(r, a, "sessions last "+duration(max(a.Value.Int, int64(a.Value.Float))), nil)
	if a.Yes() && a.Value.Int <= year {
		v.Lower(audit.Low)
	}
}

// defaultLifetime tells that people stay logged in to the admin for the two
// weeks that Django gives everybody.
func (s *Settings) defaultLifetime(r *audit.Reporter) {
	if s.entire() && s.App("django.contrib.admin") == audit.Yes && s.Off("SESSION_EXPIRE_AT_BROWSER_CLOSE").Yes() {
		r.Fail(s.Home, "logins to the admin last 14 days, the default").Lower(audit.Info)
	}
}
