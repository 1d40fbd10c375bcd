package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("session-store-volatile", sessionStoreVolatile) }

// sessionStoreVolatile checks that all workers see the same sessions.
func sessionStoreVolatile(s *Settings, r *audit.Reporter) {
	if !s.Has("SESSION_ENGINE") {
		return
	}
	cached := pyconf.IsText("django.contrib.sessions.backends.cache")
	a := s.Ask("SESSION_ENGINE", cached)
	if !a.Yes() {
		return
	}
	alias := s.Get("SESSION_CACHE_ALIAS")
	if !alias.Whole() {
		return
	}
	cache := pyconf.Entry(s.Get("CACHES"), alias.Text)
	if cache.Type == pyconf.Absent {
		r.Fail(a.Place, "sessions are kept in a cache that CACHES does not have").Also(s.Place("CACHES"))
		return
	}
	backend := pyconf.Entry(cache, "BACKEND")
	switch b := s.AskValue("CACHES", backend, pyconf.IsText(perProcess...)); {
	case b.Yes():
		r.Fail(a.Place, "sessions are kept in a cache of each process").Also(s.Place("CACHES"))
	case b.No():
		r.Pass(a.Place)
	default:
		r.Unknown(a.Place, b.Settle)
	}
}

// perProcess are the caches that no other process sees.
var perProcess = []string{"django.core.cache.backends.locmem.LocMemCache", "django.core.cache.backends.dummy.DummyCache"}
