package django

import "preflight/rules/audit"

func init() { Rules.Add("csp-report-only", cspReportOnly) }

// cspReportOnly tells that no policy is enforced beside one that is reported.
func cspReportOnly(s *Settings, r *audit.Reporter) {
	for _, name := range []string{"SECURE_CSP", "CONTENT_SECURITY_POLICY"} {
		tried := name + "_REPORT_ONLY"
		if !s.Has(tried) || !s.Bool(tried).Yes() || name == "SECURE_CSP" && s.before("6.0") {
			continue
		}
		enforced := s.Off(name)
		if !s.Has(name) && s.entire() || enforced.Yes() || !s.Has(name) && name == "CONTENT_SECURITY_POLICY" {
			r.Fail(s.Place(tried), tried+" is set, but no policy is enforced")
		} else if enforced.No() {
			r.Pass(s.Place(name))
		}
	}
}
