package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("session-cache-only", sessionCacheOnly) }

// sessionCacheOnly tells that sessions end when the cache forgets them.
func sessionCacheOnly(s *Settings, r *audit.Reporter) {
	s.mention(r, "SESSION_ENGINE", pyconf.IsText("django.contrib.sessions.backends.cache"), "sessions are kept in the cache alone")
}
