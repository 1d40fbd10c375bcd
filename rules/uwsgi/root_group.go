package uwsgi

import (
	"preflight/rules/audit"
)

func init() { Rules.Add("root-group", rootGroup) }

// rootGroup finds the fault that the group stays root.
func rootGroup(in *Instance, r *audit.Reporter) {
	uid, gid := in.Last("uid"), in.Last("gid")
	if user := in.user(); user != "" && user != "root" && user != "0" {
		return
	}
	switch {
	case gid != nil && !gid.Sure():
		r.Unknown(gid.Span, in.settle(gid))
	case gid != nil && (gid.Value == "root" || gid.Value == "0"):
		in.judge(r.Fail(gid.Span, "gid is root"))
	case gid != nil:
		r.Pass(gid.Span)
	case uid != nil && in.Lacking() != "":
		r.Unknown(uid.Span, in.Lacking())
	case uid != nil:
		in.judge(r.Fail(uid.Span, "uid is set without gid: the group stays root")).Doubt(audit.Likely)
	}
}
