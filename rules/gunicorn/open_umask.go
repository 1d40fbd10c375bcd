package gunicorn

import (
	"fmt"
	"slices"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("open-umask", openUmask) }

// openUmask checks the rights of the files and sockets that gunicorn makes.
func openUmask(s *Server, r *audit.Reporter) {
	if !s.Has("umask") {
		s.openSocket(r)
		return
	}
	v := s.judge(r, "umask", pyconf.IntThat(func(n int64) bool { return n&0o002 == 0 || slices.Contains(decimals, n) }),
		umaskFault(s.Get("umask").Value), s.Set("umask", "0o007", "007", "Set the umask to 007").Careful())
	if v != nil && s.Get("umask").Source == Flag && v.Outcome == audit.Fail && s.Get("umask").Value.Int&0o002 != 0 {
		v.Outcome, v.Message, v.Fix = audit.Pass, "", nil // as a word it is octal where it starts with 0
	}
}

// decimals are numbers that are meant to be octal, read as decimal.
var decimals = []int64{22, 26, 27, 37, 77}

func umaskFault(v *pyconf.Value) string {
	if v.Type == pyconf.Int && slices.Contains(decimals, v.Int) {
		return fmt.Sprintf("umask %d is octal %03o, as it has no 0o before it", v.Int, v.Int)
	}
	return "umask is " + pyconf.Shown(v) + ": others may write"
}

// openSocket speaks of a socket made under the default umask, which is 0.
func (s *Server) openSocket(r *audit.Reporter) {
	for _, it := range s.Get("bind").Value.Items {
		if strings.HasPrefix(it.Value.Head(), "unix:") && s.partial == "" {
			s.fail(r, it.Value.Span, "umask is 0 by default: every user may connect to the socket").Doubt(audit.Likely)
		}
	}
}
