package django

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("framing-allowed", framingAllowed) }

// framingAllowed checks that other sites cannot show the pages in a frame.
func framingAllowed(s *Settings, r *audit.Reporter) {
	a := s.Contains("MIDDLEWARE", framingMiddleware)
	if !a.Yes() {
		v := pyconf.Decide(r, s.lacksMiddleware(framingMiddleware), "XFrameOptionsMiddleware is not in MIDDLEWARE", nil)
		if v.Outcome == audit.Fail && s.framed() {
			v.Lower(audit.Info) // a policy says who may frame
		}
		return
	}
	if !s.Has("X_FRAME_OPTIONS") {
		r.Pass(a.Place)
		return
	}
	b := s.Ask("X_FRAME_OPTIONS", allowsFraming)
	v := pyconf.Decide(r, b, "X_FRAME_OPTIONS is "+pyconf.Shown(b.Value), s.Set("X_FRAME_OPTIONS", `"DENY"`, "Set X_FRAME_OPTIONS to DENY"))
	if b.Yes() && b.Value.Whole() && strings.EqualFold(b.Value.Text, "SAMEORIGIN") {
		v.Lower(audit.Info)
	}
}

func allowsFraming(v *pyconf.Value) audit.Truth {
	if v.Whole() {
		return audit.TruthOf(!strings.EqualFold(v.Text, "DENY"))
	}
	return pyconf.Equal(v, &pyconf.Value{Type: pyconf.Text, Text: "DENY"}).Not()
}
