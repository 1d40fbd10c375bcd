package django

import (
	"slices"
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("cors-half-installed", corsHalfInstalled) }

// corsHalfInstalled finds an app without its middleware, and a middleware that
// nothing tells whom to allow.
func corsHalfInstalled(s *Settings, r *audit.Reporter) {
	if !s.entire() || !s.Has("INSTALLED_APPS") || !s.Has("MIDDLEWARE") {
		return
	}
	app, middleware := s.Contains("INSTALLED_APPS", "corsheaders"), s.Contains("MIDDLEWARE", corsMiddleware)
	told := slices.ContainsFunc(s.Names(), func(name string) bool {
		return strings.HasPrefix(name, "CORS_ALLOW") || strings.HasPrefix(name, "CORS_ORIGIN")
	})
	switch {
	case app.Yes() && middleware.No():
		r.Fail(app.Place, "corsheaders is installed, but CorsMiddleware is missing")
	case middleware.Yes() && !told:
		r.Fail(middleware.Place, "CorsMiddleware allows no origin: no CORS_ setting").Doubt(audit.Likely)
	}
}
