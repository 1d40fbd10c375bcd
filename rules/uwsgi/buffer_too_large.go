package uwsgi

import (
	"preflight/rules/audit"
)

func init() { Rules.Add("buffer-too-large", bufferTooLarge) }

// bufferTooLarge finds the fault that the buffer is larger than a request can be.
func bufferTooLarge(in *Instance, r *audit.Reporter) {
	s := in.Last("buffer-size")
	if s == nil {
		return
	}
	switch n, _ := s.Number(); {
	case !s.Sure():
		r.Unknown(s.Span, in.settle(s))
	case n > 65535:
		in.judge(r.Fail(s.Span, short("buffer-size "+s.Value+" is more than 65535"), in.set(s, "65535")))
	default:
		r.Pass(s.Span)
	}
}
