package django

import "preflight/rules/audit"

func init() { Rules.Add("session-page-cached", sessionPageCached) }

// sessionPageCached finds sessions saved at every request beside a cache of
// whole pages, in releases that do not keep the two apart.
func sessionPageCached(s *Settings, r *audit.Reporter) {
	const name = "SESSION_SAVE_EVERY_REQUEST"
	if !s.Has(name) || !s.Bool(name).Yes() || !s.Contains("MIDDLEWARE", "django.middleware.cache.UpdateCacheMiddleware").Yes() {
		return
	}
	switch s.lacksPatch("5.2.14", "6.0.5") {
	case audit.Yes:
		r.Fail(s.Place(name), "a cached page may hand out a session (CVE-2026-35192)")
	case audit.Maybe:
		r.Unknown(s.Place(name), "which patch release of Django "+s.Version.String()+" is installed is not seen")
	}
}
