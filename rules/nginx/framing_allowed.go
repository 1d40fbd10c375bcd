package nginx

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/csp"
)

func init() { Rules.Add("framing-allowed", framingAllowed) }

// framingAllowed checks that other sites cannot put the pages into a frame.
func framingAllowed(s *Site, r *audit.Reporter) {
	for _, v := range s.Servers {
		if v.Refuses() || v.OnlyRedirects() || v.Local() || len(v.Blocks) == 0 && !v.Has("root") {
			continue
		}
		frame, state, value := v.answer("x-frame-options")
		framing, policy, place := v.framing()
		switch {
		case state == Set && framing == csp.NotSaid && !validFrame(frame.value):
			r.Fail(frame.d.Head(), "X-Frame-Options "+shorten(frame.value, 30)+" is ignored by browsers")
		case framing == csp.MayFrame:
			r.Fail(place, shorten(policy, 30)+" lets every site frame the pages")
		case state == Set:
			r.Pass(frame.d.Head())
		case framing != csp.NotSaid:
			r.Pass(place)
		case v.reachesApp():
			continue // Django's middleware sends it
		case state == Unseen:
			r.Unknown(v.Place(), value.Settle())
		default:
			r.Fail(v.Place(), "other sites may put the pages into a frame", v.sends("X-Frame-Options", "SAMEORIGIN", value))
		}
	}
}

func validFrame(value string) bool {
	return strings.EqualFold(value, "deny") || strings.EqualFold(value, "sameorigin") || strings.Contains(value, "$")
}
