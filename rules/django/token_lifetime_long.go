package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("token-lifetime-long", tokenLifetimeLong) }

// tokenLifetimeLong checks how long the tokens of simplejwt are good.
func tokenLifetimeLong(s *Settings, r *audit.Reporter) {
	if !s.Has("SIMPLE_JWT") {
		return
	}
	for _, limit := range []struct {
		key, what string
		most      float64
	}{
		{"ACCESS_TOKEN_LIFETIME", "access", 3600}, {"REFRESH_TOKEN_LIFETIME", "refresh", 30 * 86400},
	} {
		v := pyconf.Entry(s.Get("SIMPLE_JWT"), limit.key)
		if v.Type != pyconf.Duration {
			continue
		}
		place := spanOr(s.inPython(v.Span), s.Place("SIMPLE_JWT"))
		if v.Float > limit.most {
			r.Fail(place, limit.what+" tokens are good for "+duration(int64(v.Float)))
		} else {
			r.Pass(place)
		}
	}
}
