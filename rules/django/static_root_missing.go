package django

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("static-root-missing", staticRootMissing) }

// staticRootMissing checks that collectstatic knows where to.
func staticRootMissing(s *Settings, r *audit.Reporter) {
	if !s.entire() || s.App("django.contrib.staticfiles") != audit.Yes {
		return
	}
	storage := pyconf.Entry(pyconf.Entry(s.Get("STORAGES"), "staticfiles"), "BACKEND")
	if storage.Whole() && !strings.HasPrefix(storage.Text, "django.") && !strings.HasPrefix(storage.Text, "whitenoise.") || s.Has("STATICFILES_STORAGE") {
		return
	}
	a := s.Off("STATIC_ROOT")
	if a.Yes() {
		pyconf.Decide(r, a, "STATIC_ROOT is not set: static files cannot be collected", nil)
		return
	}
	pyconf.Decide(r, a, "", nil)
}
