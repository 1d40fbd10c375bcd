package uwsgi

import (
	"strings"

	"preflight/rules/audit"
)

// address is where a socket listens.
type address struct {
	host string // without brackets; empty for a socket file
	tcp  bool
	path string // of a socket file
}

// addressOf reads HOST:PORT, :PORT or a path; what follows a comma is no part
// of it. Shared sockets and inherited ones are neither.
func addressOf(value string) (a address, ok bool) {
	value, _, _ = strings.Cut(strings.TrimSpace(value), ",")
	value = strings.TrimPrefix(value, "addr=")
	switch {
	case value == "" || value[0] == '=' || strings.Contains(value, "://"):
		return a, false
	case value[0] == '/' || value[0] == '@' || strings.HasPrefix(value, `\0`):
		return address{path: value}, true
	}
	colon := strings.LastIndexByte(value, ':')
	if colon < 0 {
		return address{path: value}, true
	}
	return address{host: strings.Trim(value[:colon], "[]"), tcp: true}, true
}

// public tells whether the address can be reached from other machines.
func (a address) public() audit.Truth {
	switch {
	case !a.tcp && strings.ContainsAny(a.path, "({") && !strings.Contains(a.path, "/"):
		return audit.Maybe
	case !a.tcp:
		return audit.No
	case strings.ContainsAny(a.host, "$%@({"):
		return audit.Maybe
	case a.host == "localhost" || a.host == "::1" || strings.HasPrefix(a.host, "127."):
		return audit.No
	}
	return audit.Yes
}

// everywhere reports whether it listens on every address of the machine.
func (a address) everywhere() bool {
	return a.tcp && (a.host == "" || a.host == "*" || a.host == "0.0.0.0" || a.host == "::")
}

// listeners are the options that open a socket for a protocol whose requests
// name what the server loads, and those that speak HTTP.
var (
	packetListeners = []string{"socket", "uwsgi-socket", "fastcgi-socket", "fastcgi-nph-socket", "scgi-socket", "scgi-nph-socket", "puwsgi-socket", "fastrouter", "lazy-socket"}
	httpListeners   = []string{"http-socket", "http11-socket"}
)

// protocol is what plain sockets speak.
func (in *Instance) protocol() string {
	s := in.Last("protocol")
	switch {
	case s == nil:
		return "uwsgi"
	case !s.Sure():
		return ""
	}
	return s.Value
}

// judgeListeners judges where the sockets of some options listen. Say is told
// of each that others can reach.
func (in *Instance) judgeListeners(r *audit.Reporter, settings []*Setting, say func(s *Setting, a address)) {
	for _, s := range settings {
		a, ok := addressOf(s.Value)
		if !ok {
			continue
		}
		switch {
		case a.public() == audit.No && s.Given == audit.Yes:
			r.Pass(s.Span)
		case a.public() == audit.Yes && s.Given == audit.Yes:
			say(s, a)
		default:
			r.Unknown(s.Span, in.settle(s))
		}
	}
}

// where says in words where a socket listens.
func (a address) where() string {
	if a.everywhere() {
		return "on every address"
	}
	return "on " + audit.Clip(a.host, 30)
}

// local is the fix that keeps a socket on the machine.
func (in *Instance) local(s *Setting, a address) *audit.Fix {
	rest := s.Value[strings.LastIndexByte(s.Value, ':'):]
	if strings.Contains(s.Value, ",") || !a.everywhere() {
		return nil
	}
	return in.set(s, "127.0.0.1"+rest).Careful()
}

// reached lowers a finding about an address in a container or on a platform,
// whose network decides who reaches it.
func (in *Instance) reached(v *audit.Verdict) *audit.Verdict {
	if in.Command != nil {
		switch in.Command.Span.File.Kind {
		case "dockerfile", "compose", "procfile":
			v.Lower(audit.Low).Doubt(audit.Likely)
		}
	}
	return in.judge(v)
}
