package nginx

import "preflight/rules/audit"

func init() { Rules.Add("opener-policy-missing", openerPolicyMissing) }

// openerPolicyMissing checks that windows of other sites keep no handle on
// the pages.
func openerPolicyMissing(s *Site, r *audit.Reporter) {
	s.promised(r, "cross-origin-opener-policy", "no Cross-Origin-Opener-Policy")
}
