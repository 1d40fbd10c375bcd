package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("middleware-order", middlewareOrder) }

// middlewareOrder checks the order of middleware that answer or change what
// others rely on.
func middlewareOrder(s *Settings, r *audit.Reporter) {
	v := s.Get("MIDDLEWARE")
	if !s.Has("MIDDLEWARE") || !v.Sequence() {
		return
	}
	at := positions(v)
	if s.Bool("CSRF_USE_SESSIONS").Yes() {
		s.csrfInSession(v, at, r)
	}
	for _, pair := range orders {
		first, ok1 := at[pair.first]
		second, ok2 := at[pair.second]
		if !ok1 || !ok2 {
			continue
		}
		place := spanOr(s.inPython(v.Items[second].Value.Span), s.Place("MIDDLEWARE"))
		if first > second {
			r.Fail(place, hasherName(pair.second)+" is before "+hasherName(pair.first)).Lower(pair.severity)
		} else {
			r.Pass(place)
		}
	}
}

// positions gives the place of each middleware that is there for sure.
func positions(v *pyconf.Value) map[string]int {
	at := map[string]int{}
	for i, it := range v.Items {
		if !it.Rest && it.Value.Whole() && len(it.When) == 0 {
			at[it.Value.Text] = i
		}
	}
	return at
}

const corsMiddleware = "corsheaders.middleware.CorsMiddleware"

// orders are pairs of which the first has to stand before the second.
var orders = []struct {
	first, second string
	severity      audit.Severity
}{
	{sessionMiddleware, authMiddleware, audit.High},
	{sessionMiddleware, messageMiddleware, audit.High},
	{securityMiddleware, "whitenoise.middleware.WhiteNoiseMiddleware", audit.Low},
	{corsMiddleware, "django.middleware.common.CommonMiddleware", audit.Medium},
	{corsMiddleware, "whitenoise.middleware.WhiteNoiseMiddleware", audit.Low},
	{"django.middleware.cache.UpdateCacheMiddleware", sessionMiddleware, audit.Medium},
	{"django.middleware.common.CommonMiddleware", "django.middleware.cache.FetchFromCacheMiddleware", audit.Low},
	{sessionMiddleware, "django.middleware.locale.LocaleMiddleware", audit.Low},
}

// csrfInSession checks that the session is there when the CSRF token is looked
// for in it.
func (s *Settings) csrfInSession(v *pyconf.Value, at map[string]int, r *audit.Reporter) {
	csrf, ok := at[csrfMiddleware]
	session, there := at[sessionMiddleware]
	if !ok || there && session < csrf || !there && !s.Lacks("MIDDLEWARE", sessionMiddleware).Yes() {
		return
	}
	place := spanOr(s.inPython(v.Items[csrf].Value.Span), s.Place("MIDDLEWARE"))
	r.Fail(place, "CSRF_USE_SESSIONS needs SessionMiddleware before CsrfViewMiddleware").Lower(audit.Low)
}
