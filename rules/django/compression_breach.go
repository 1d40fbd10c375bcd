package django

import "preflight/rules/audit"

func init() { Rules.Add("compression-breach", compressionBreach) }

// compressionBreach tells that pages with secrets are compressed.
func compressionBreach(s *Settings, r *audit.Reporter) {
	a := s.Contains("MIDDLEWARE", "django.middleware.gzip.GZipMiddleware")
	if a.Yes() && s.Has("MIDDLEWARE") {
		r.Fail(a.Place, "GZipMiddleware compresses pages with secrets")
	}
}
