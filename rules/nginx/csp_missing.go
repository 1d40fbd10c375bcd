package nginx

import "preflight/rules/audit"

func init() { Rules.Add("csp-missing", cspMissing) }

// cspMissing checks that pages nginx serves itself have a policy.
func cspMissing(s *Site, r *audit.Reporter) {
	for _, v := range s.Servers {
		if !v.servesPages() {
			continue
		}
		switch h, state, value := v.answer("content-security-policy"); {
		case state == Set:
			r.Pass(h.d.Head())
		case state == Unseen:
			r.Unknown(v.Place(), value.Settle())
		default:
			if report, state, _ := v.answer("content-security-policy-report-only"); state == Set {
				r.Fail(report.d.Head(), "the Content-Security-Policy only reports").Lower(audit.Info)
				continue
			}
			r.Fail(v.Place(), "pages are served without a Content-Security-Policy")
		}
	}
}
