package uwsgi

import (
	"preflight/rules/audit"
)

func init() { Rules.Add("open-umask", openUmask) }

// openUmask finds the fault that everybody may write to new files.
func openUmask(in *Instance, r *audit.Reporter) {
	s := in.Last("umask")
	if s == nil {
		return
	}
	digit := "7" + s.Value
	switch world := digit[len(digit)-1]; {
	case !s.Sure():
		r.Unknown(s.Span, in.settle(s))
	case (world-'0')&2 == 0:
		in.judge(r.Fail(s.Span, short("umask "+s.Value+" lets everybody write to new files"), in.set(s, "027").Careful()))
	default:
		r.Pass(s.Span)
	}
}
