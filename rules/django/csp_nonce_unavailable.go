package django

import "preflight/rules/audit"

func init() { Rules.Add("csp-nonce-unavailable", cspNonceUnavailableRule) }

// cspNonceUnavailableRule checks that templates get the nonce of the policy.
func cspNonceUnavailableRule(s *Settings, r *audit.Reporter) {
	if !s.Has("SECURE_CSP") && !s.Has("SECURE_CSP_REPORT_ONLY") {
		return
	}
	if cspNonceUnavailable(s) == audit.Yes {
		r.Fail(s.Place("TEMPLATES"), "the context processor csp is missing: no nonce in templates").Also(s.Place("SECURE_CSP"))
	}
}
