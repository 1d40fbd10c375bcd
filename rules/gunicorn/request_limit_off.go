package gunicorn

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("request-limit-off", requestLimitOff) }

// requestLimitOff checks that the size of a request's head stays bounded.
func requestLimitOff(s *Server, r *audit.Reporter) {
	for _, limit := range requestLimits {
		s.judge(r, limit.name, pyconf.IntThat(func(n int64) bool { return n == 0 && limit.zeroLifts }),
			limit.name+" is 0, which lifts the limit", s.Drop(limit.name, "Remove "+limit.name+", its default is good"))
		a := s.Ask(limit.name, pyconf.IntThat(func(n int64) bool { return n > limit.most }))
		if s.Has(limit.name) && a.Yes() {
			s.fail(r, a.Place, limit.name+" is far above its default").Lower(audit.Low)
		}
	}
}

// requestLimits are the limits with the most that is of use to a site.
var requestLimits = []struct {
	name      string
	most      int64
	zeroLifts bool // 0 means no limit; else it means the greatest one
}{
	{"limit_request_line", 16380, true},
	{"limit_request_fields", 1000, false},
	{"limit_request_field_size", 65536, true},
}
