package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("token-not-revoked", tokenNotRevoked) }

// tokenNotRevoked checks that a refresh token ends when the next one is given.
func tokenNotRevoked(s *Settings, r *audit.Reporter) {
	v := s.Get("SIMPLE_JWT")
	if !s.Has("SIMPLE_JWT") || v.Type != pyconf.Dict || v.Open {
		return
	}
	rotate, blacklist := pyconf.Entry(v, "ROTATE_REFRESH_TOKENS"), pyconf.Entry(v, "BLACKLIST_AFTER_ROTATION")
	app := s.Ask("INSTALLED_APPS", func(v *pyconf.Value) audit.Truth { return hasApp(v, "rest_framework_simplejwt.token_blacklist").Not() })
	place := s.Place("SIMPLE_JWT")
	life := pyconf.Entry(v, "REFRESH_TOKEN_LIFETIME")
	switch {
	case pyconf.Truthy(rotate) == audit.No:
		if life.Type == pyconf.Duration && life.Float > 7*86400 {
			r.Fail(place, "one refresh token is good for "+duration(int64(life.Float))).Lower(audit.Low)
		}
	case pyconf.Truthy(rotate) == audit.Maybe:
	case pyconf.Truthy(blacklist) == audit.No:
		r.Fail(spanOr(s.inPython(rotate.Span), place), "used refresh tokens are not put on the blacklist")
	case app.Yes() && pyconf.Truthy(blacklist) == audit.Yes && s.Has("INSTALLED_APPS"):
		r.Fail(spanOr(s.inPython(blacklist.Span), place), "the blacklist's app is not installed: nothing is revoked")
	case app.No():
		r.Pass(place)
	}
}
