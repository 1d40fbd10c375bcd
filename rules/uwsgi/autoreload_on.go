package uwsgi

import (
	"preflight/rules/audit"
)

func init() { Rules.Add("autoreload-on", autoreloadOn) }

// autoreloadOn finds the fault that the code is watched for changes.
func autoreloadOn(in *Instance, r *audit.Reporter) {
	s := in.Last("py-autoreload")
	if s == nil {
		return
	}
	switch n, _ := s.Number(); {
	case !s.Sure():
		r.Unknown(s.Span, in.settle(s))
	case n > 0:
		in.judge(r.Fail(s.Span, short(s.Key+" watches the code for changes"), in.set(s, "0")))
	default:
		r.Pass(s.Span)
	}
}
