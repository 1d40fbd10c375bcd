package nginx

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/csp"
)

func init() { Rules.Add("framing-conflict", framingConflict) }

// framingConflict finds servers whose X-Frame-Options and frame-ancestors say
// different things: browsers that know both obey the policy alone.
func framingConflict(s *Site, r *audit.Reporter) {
	for _, v := range s.Servers {
		frame, state, _ := v.answer("x-frame-options")
		framing, policy, place := v.framing()
		if state != Set || framing == csp.NotSaid || policy == "" || strings.ContainsAny(frame.value+policy, "${") {
			continue
		}
		if agrees(strings.ToLower(frame.value), strings.ToLower(policy)) {
			r.Pass(frame.d.Head())
			continue
		}
		r.Fail(frame.d.Head(), "X-Frame-Options "+shorten(frame.value, 12)+", but "+shorten(policy, 35)).Also(place)
	}
}

// agrees reports whether both headers let the same sites frame a page.
func agrees(frame, policy string) bool {
	switch frame {
	case "deny":
		return policy == "frame-ancestors 'none'" || policy == "frame-ancestors"
	case "sameorigin":
		return policy == "frame-ancestors 'self'"
	}
	return true // browsers ignore any other value, which framing-allowed tells
}
