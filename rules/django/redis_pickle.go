package django

import (
	"strconv"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("redis-pickle", redisPickle) }

// redisPickle tells that a cache in Redis is read as pickles.
func redisPickle(s *Settings, r *audit.Reporter) {
	if !s.Has("CACHES") {
		return
	}
	for _, p := range s.Get("CACHES").Pairs {
		backend := pyconf.Entry(p.Value, "BACKEND")
		if !backend.Whole() || !p.Key.Whole() || backend.Text != "django_redis.cache.RedisCache" {
			continue
		}
		place := spanOr(s.inPython(backend.Span), s.Place("CACHES"))
		serializer := pyconf.Entry(pyconf.Entry(p.Value, "OPTIONS"), "SERIALIZER")
		switch {
		case serializer.Type == pyconf.Absent || serializer.Whole() && strings.Contains(serializer.Text, "Pickle"):
			r.Fail(place, "cache "+strconv.Quote(p.Key.Text)+" is read as pickles")
		case serializer.Whole():
			r.Pass(place)
		}
	}
}
