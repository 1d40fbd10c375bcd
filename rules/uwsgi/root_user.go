package uwsgi

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("root-user", rootUser) }

// rootUser finds the fault that the application runs as root.
func rootUser(in *Instance, r *audit.Reporter) {
	if s := in.Last("uid"); s != nil {
		switch root := s.Value == "root" || isNumber(s.Value) && strings.Trim(s.Value, "0") == ""; {
		case !s.Sure():
			r.Unknown(s.Span, in.settle(s))
		case root:
			in.judge(r.Fail(s.Span, "uid is root"))
		default:
			r.Pass(s.Span)
		}
		return
	}
	if !in.Serves() || len(in.All("immediate-uid")) > 0 {
		return
	}
	switch user := in.user(); user {
	case "":
		r.Unknown(in.Place, "the service that starts uWSGI: its User=")
	case "root", "0":
		in.judge(r.Fail(in.Place, "uWSGI is started as root and no uid is set"))
	default:
		r.Pass(in.Place)
	}
}

// user is whom the command line runs as, where the stack tells.
func (in *Instance) user() string {
	if in.Command == nil {
		return ""
	}
	return in.Command.User
}
