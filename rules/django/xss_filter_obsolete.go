package django

import "preflight/rules/audit"

func init() { Rules.Add("xss-filter-obsolete", xssFilterObsolete) }

// xssFilterObsolete reports a setting that Django no longer reads.
func xssFilterObsolete(s *Settings, r *audit.Reporter) {
	if s.Has("SECURE_BROWSER_XSS_FILTER") {
		r.Fail(s.Place("SECURE_BROWSER_XSS_FILTER"), "SECURE_BROWSER_XSS_FILTER does nothing since Django 4.0",
			s.Remove("SECURE_BROWSER_XSS_FILTER", "Remove the setting"))
	}
}
