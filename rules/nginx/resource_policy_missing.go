package nginx

import "preflight/rules/audit"

func init() { Rules.Add("resource-policy-missing", resourcePolicyMissing) }

// resourcePolicyMissing checks that files say which sites may embed them.
func resourcePolicyMissing(s *Site, r *audit.Reporter) {
	s.promised(r, "cross-origin-resource-policy", "no Cross-Origin-Resource-Policy")
}
