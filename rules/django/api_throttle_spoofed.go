package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("api-throttle-spoofed", apiThrottleSpoofed) }

// apiThrottleSpoofed checks that clients cannot choose whom a limit counts for.
func apiThrottleSpoofed(s *Settings, r *audit.Reporter) {
	v := s.api()
	if v == nil {
		return
	}
	classes := pyconf.Entry(v, "DEFAULT_THROTTLE_CLASSES")
	const prefix = "rest_framework.throttling."
	byAddress := pyconf.FindItem(classes, pyconf.IsText(prefix+"AnonRateThrottle", prefix+"ScopedRateThrottle"))
	byUser := pyconf.FindItem(classes, pyconf.IsText(prefix+"UserRateThrottle"))
	if byAddress == nil && byUser == nil {
		return
	}
	place := spanOr(s.inPython(classes.Span), s.Place("REST_FRAMEWORK"))
	proxies := pyconf.Entry(v, "NUM_PROXIES")
	switch {
	case proxies.Type == pyconf.Absent || proxies.Type == pyconf.None:
		fault := r.Fail(place, "NUM_PROXIES is not set: a header picks the limit")
		if byAddress == nil {
			fault.Lower(audit.Low) // only those without a login are known by address
		}
	case proxies.Type == pyconf.Int:
		r.Pass(spanOr(s.inPython(proxies.Span), place))
	}
}
