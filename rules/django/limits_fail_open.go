package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("limits-fail-open", limitsFailOpen) }

// limitsFailOpen finds limits that are counted in a cache whose failures are
// passed over.
func limitsFailOpen(s *Settings, r *audit.Reporter) {
	place, ignored := s.ignoredCache()
	if !ignored {
		return
	}
	throttles := pyconf.Entry(s.Get("REST_FRAMEWORK"), "DEFAULT_THROTTLE_CLASSES")
	axes := s.Ask("AXES_HANDLER", pyconf.IsText("axes.handlers.cache.AxesCacheHandler"))
	switch {
	case s.Has("REST_FRAMEWORK") && throttles.Sequence() && len(throttles.Items) > 0:
		r.Fail(place, "the API's limits are off while Redis is down").Also(s.Place("REST_FRAMEWORK"))
	case s.Has("AXES_HANDLER") && axes.Yes():
		r.Fail(place, "the limit on logins is off while Redis is down").Also(axes.Place)
	case s.App("django_ratelimit") == audit.Yes:
		r.Fail(place, "limits on requests are off while Redis is down")
	}
}

// ignoredCache finds a cache of django-redis that passes its failures over.
func (s *Settings) ignoredCache() (place audit.Span, ignored bool) {
	cache := pyconf.Entry(s.Get("CACHES"), "default")
	if !s.Has("CACHES") || pyconf.IsText("django_redis.cache.RedisCache")(pyconf.Entry(cache, "BACKEND")) != audit.Yes {
		return audit.Span{}, false
	}
	own := pyconf.Entry(pyconf.Entry(cache, "OPTIONS"), "IGNORE_EXCEPTIONS")
	if own.Type != pyconf.Absent {
		return spanOr(s.inPython(own.Span), s.Place("CACHES")), pyconf.Truthy(own) == audit.Yes
	}
	const all = "DJANGO_REDIS_IGNORE_EXCEPTIONS"
	return s.Place(all), s.Has(all) && s.Bool(all).Yes()
}
