package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("api-unthrottled", apiUnthrottled) }

// apiUnthrottled checks that clients of the API are limited.
func apiUnthrottled(s *Settings, r *audit.Reporter) {
	if !s.Has("REST_FRAMEWORK") {
		return
	}
	v := s.Get("REST_FRAMEWORK")
	if v.Type != pyconf.Dict || v.Open {
		return
	}
	classes := pyconf.Entry(v, "DEFAULT_THROTTLE_CLASSES")
	if classes.Type == pyconf.Absent || classes.Sequence() && len(classes.Items) == 0 {
		r.Fail(s.Place("REST_FRAMEWORK"), "the API has no limit on requests").Doubt(audit.Likely)
	} else {
		r.Pass(spanOr(s.inPython(classes.Span), s.Place("REST_FRAMEWORK")))
	}
}
