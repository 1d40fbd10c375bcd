package django

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("security-middleware-late", securityMiddlewareLate) }

// securityMiddlewareLate checks that SecurityMiddleware comes before all that
// may answer.
func securityMiddlewareLate(s *Settings, r *audit.Reporter) {
	v := s.Get("MIDDLEWARE")
	if !s.Has("MIDDLEWARE") || !v.Sequence() {
		return
	}
	for i, it := range v.Items {
		switch {
		case it.Is(securityMiddleware) == audit.Yes:
			r.Pass(spanOr(s.inPython(it.Value.Span), s.Place("MIDDLEWARE")))
			return
		case it.Rest || !it.Value.Whole() || !strings.HasPrefix(it.Value.Text, "django."):
			return
		case it.Value.Text != "django.middleware.cache.UpdateCacheMiddleware" && s.Contains("MIDDLEWARE", securityMiddleware).Yes():
			r.Fail(spanOr(s.inPython(v.Items[i].Value.Span), s.Place("MIDDLEWARE")), hasherName(it.Value.Text)+" is before SecurityMiddleware")
			return
		}
	}
}
