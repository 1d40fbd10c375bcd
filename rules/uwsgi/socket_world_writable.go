package uwsgi

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("socket-world-writable", socketWorldWritable) }

// socketWorldWritable finds the fault that every user of the machine may talk to the socket.
func socketWorldWritable(in *Instance, r *audit.Reporter) {
	if !in.socketFile() {
		return
	}
	for _, s := range in.All("chmod-socket") {
		switch world := worldWritable(s); {
		case s.Open || s.Given != audit.Yes:
			r.Unknown(s.Span, in.settle(s))
		case world && s.Bare || world && s.Value == "1":
			r.Fail(s.Span, "the socket is writable by every user: mode 666", in.set(s, "660").Careful())
		case world:
			r.Fail(s.Span, short("the socket is writable by every user: mode "+s.Value), in.set(s, s.Value[:2]+"0").Careful())
		default:
			r.Pass(s.Span)
		}
	}
}

// worldWritable reads a mode of three digits. The mode 1, or none, is 666.
func worldWritable(s *Setting) bool {
	return s.Bare || s.Value == "1" || len(s.Value) == 3 && (s.Value[2]-'0')&2 != 0
}

// socketFile reports whether a socket is a file, whose mode counts.
func (in *Instance) socketFile() bool {
	for _, s := range in.All(append(append([]string{}, packetListeners...), httpListeners...)...) {
		if a, ok := addressOf(s.Value); ok && !a.tcp && !strings.HasPrefix(a.path, "@") {
			return true
		}
	}
	return false
}
