package apache

import (
	"preflight/rules/audit"
	"preflight/rules/csp"
)

func init() { Rules.Add("framing-allowed", framingAllowed) }

// framingAllowed checks that other sites may not frame the pages.
func framingAllowed(c *Config, r *audit.Reporter) {
	c.missing(r, absence{
		name:    "X-Frame-Options",
		fault:   "other sites may frame the pages",
		want:    "Header always set X-Frame-Options DENY",
		instead: framedByPolicy,
	})
}

// framedByPolicy reports whether a Content-Security-Policy decides who frames.
func framedByPolicy(h *Host) bool {
	s := h.sends("content-security-policy")
	if s.header == nil {
		return false
	}
	framing, _ := csp.Parse(s.header.value, openInPolicy).Framing()
	return framing != csp.NotSaid
}
