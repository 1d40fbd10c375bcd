package django

import "preflight/rules/audit"

func init() { Rules.Add("csp-missing", cspMissing) }

// cspMissing tells that the settings bring no Content-Security-Policy.
func cspMissing(s *Settings, r *audit.Reporter) {
	if !s.Has("MIDDLEWARE") || !s.entire() {
		return
	}
	own := s.Contains("MIDDLEWARE", cspMiddleware)
	other := s.Contains("MIDDLEWARE", "csp.middleware.CSPMiddleware")
	switch own.Truth.Or(other.Truth) {
	case audit.Yes:
		r.Pass(s.Place("MIDDLEWARE"))
	case audit.No:
		r.Fail(s.Place("MIDDLEWARE"), "no middleware sends a Content-Security-Policy").Doubt(audit.Likely)
	}
}
