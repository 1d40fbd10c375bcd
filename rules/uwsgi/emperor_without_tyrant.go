package uwsgi

import (
	"preflight/rules/audit"
)

func init() { Rules.Add("emperor-without-tyrant", emperorWithoutTyrant) }

// emperorWithoutTyrant finds the fault that vassals run with the Emperor's rights.
func emperorWithoutTyrant(in *Instance, r *audit.Reporter) {
	s := in.Last("emperor")
	if s == nil {
		return
	}
	tyrant, _ := in.Switch("emperor-tyrant")
	user, uid := in.user(), in.Last("uid")
	switch {
	case tyrant == audit.Yes || uid != nil && uid.Sure() && uid.Value != "root" && uid.Value != "0" || user != "" && user != "root" && user != "0":
		r.Pass(s.Span)
	case tyrant == audit.Maybe || uid != nil && !uid.Sure():
		r.Unknown(s.Span, in.settle(uid))
	default:
		in.judge(r.Fail(s.Span, "vassals run with the rights of the Emperor", in.add("emperor-tyrant = true").Careful())).Doubt(audit.Likely)
	}
}
