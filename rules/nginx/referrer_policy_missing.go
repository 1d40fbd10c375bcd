package nginx

import "preflight/rules/audit"

func init() { Rules.Add("referrer-policy-missing", referrerPolicyMissing) }

// referrerPolicyMissing checks that pages say which sites learn their address.
func referrerPolicyMissing(s *Site, r *audit.Reporter) {
	s.promised(r, "referrer-policy", "no Referrer-Policy: each browser takes its own")
}
