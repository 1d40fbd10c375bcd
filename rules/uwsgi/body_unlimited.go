package uwsgi

import (
	"preflight/rules/audit"
)

func init() { Rules.Add("body-unlimited", bodyUnlimited) }

// bodyUnlimited finds the fault that uploads have no size limit.
func bodyUnlimited(in *Instance, r *audit.Reporter) {
	limit := in.Last("limit-post")
	for _, s := range in.All("http", "https", "http-socket", "http11-socket", "https-socket") {
		a, ok := addressOf(s.Value)
		if !ok || a.public() != audit.Yes || s.Given != audit.Yes {
			continue
		}
		place := s.Span
		if limit != nil {
			place = limit.Span
		}
		switch n := numberOf(limit); {
		case limit != nil && !limit.Sure() || limit == nil && in.Lacking() != "":
			r.Unknown(place, in.settle(limit))
		case n > 0:
			r.Pass(place)
		default:
			in.reached(r.Fail(place, "bodies of any size are taken: limit-post is not set"))
		}
		return
	}
}

// numberOf is the number of a setting, 0 where there is none.
func numberOf(s *Setting) int64 {
	if s == nil {
		return 0
	}
	n, _ := s.Number()
	return n
}
