package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("csp-not-sent", cspNotSent) }

// cspNotSent checks that a policy is sent by some middleware.
func cspNotSent(s *Settings, r *audit.Reporter) {
	for _, p := range []struct{ setting, middleware string }{
		{"SECURE_CSP", cspMiddleware}, {"SECURE_CSP_REPORT_ONLY", cspMiddleware},
		{"CONTENT_SECURITY_POLICY", "csp.middleware.CSPMiddleware"}, {"CONTENT_SECURITY_POLICY_REPORT_ONLY", "csp.middleware.CSPMiddleware"},
	} {
		if !s.Has(p.setting) || s.Off(p.setting).Yes() || p.middleware == cspMiddleware && s.before("6.0") {
			continue
		}
		a := s.Lacks("MIDDLEWARE", p.middleware)
		a.Place = s.Place(p.setting)
		pyconf.Decide(r, a, p.setting+" is set, but "+hasherName(p.middleware)+" is missing", nil)
	}
	s.flatPolicy(r)
}

// flatPolicy is the old form of django-csp's settings, which version 4 refuses.
func (s *Settings) flatPolicy(r *audit.Reporter) {
	installed := s.stack.Targets["django-csp"]
	if !installed.IsZero() && installed.Less(audit.MustVersion("4.0")) || s.Has("CONTENT_SECURITY_POLICY") || !s.Contains("MIDDLEWARE", "csp.middleware.CSPMiddleware").Yes() {
		return
	}
	for _, name := range []string{"CSP_DEFAULT_SRC", "CSP_SCRIPT_SRC", "CSP_STYLE_SRC", "CSP_IMG_SRC"} {
		if s.Has(name) {
			v := r.Fail(s.Place(name), name+" does nothing since django-csp 4").Lower(audit.Medium)
			if installed.IsZero() {
				v.Doubt(audit.Likely)
			}
			return
		}
	}
}
