package gunicorn

import (
	"fmt"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("timeout-off", timeoutOff) }

// timeoutOff checks that a worker which hangs is ended.
func timeoutOff(s *Server, r *audit.Reporter) {
	v := s.judge(r, "timeout", pyconf.IntThat(func(n int64) bool { return n == 0 || n > 300 }),
		s.Get("timeout").Said+" is 0: workers that hang are never ended", s.Set("timeout", "30", "30", "Set the timeout to 30 seconds").Careful())
	if v == nil || v.Outcome != audit.Fail {
		return
	}
	if a := s.Ask("timeout", pyconf.IntThat(func(n int64) bool { return n == 0 })); a.No() {
		v.Message = fmt.Sprintf("a worker may hang for %d seconds", a.Value.Int)
		v.Lower(audit.Low)
	}
}
