package nginx

import "preflight/rules/audit"

func init() { Rules.Add("permissions-policy-missing", permissionsPolicyMissing) }

// permissionsPolicyMissing checks that pages say which features of
// the device they use.
func permissionsPolicyMissing(s *Site, r *audit.Reporter) {
	s.promised(r, "permissions-policy", "no Permissions-Policy limits camera, microphone and the like")
}
