package gunicorn

import (
	"fmt"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("control-socket-open", controlSocketOpen) }

// controlSocketOpen checks who may give orders to the running server.
func controlSocketOpen(s *Server, r *audit.Reporter) {
	if s.Ask("control_socket_disable", (*pyconf.Value).Truth).Yes() {
		return
	}
	h := s.Get("control_socket_mode")
	v := s.judge(r, "control_socket_mode", pyconf.IntThat(func(n int64) bool { return n&0o022 != 0 }),
		"every user of the machine may control gunicorn", s.Set("control_socket_mode", "0o600", "0600", "Set the mode to 0600"))
	if v == nil || v.Outcome != audit.Fail {
		return
	}
	if h.Value.Type == pyconf.Int && h.Value.Int&0o002 == 0 {
		v.Message = fmt.Sprintf("the group may control gunicorn (mode %04o)", h.Value.Int)
		v.Lower(audit.Low)
	}
}
