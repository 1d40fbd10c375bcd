package gunicorn

import (
	"net/netip"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

// reach is who can connect to an address that gunicorn listens on.
type reach uint8

const (
	unseen   reach = iota
	socket         // a Unix socket, or one that was handed over
	loopback       // programs of this machine
	one            // one address of the machine
	anybody        // every address of the machine
)

// reachOf reads an element of bind. Of a text that is known in part, the known
// start decides where it can.
func reachOf(v *pyconf.Value) reach {
	if v.Type != pyconf.Text {
		return unseen
	}
	text := strings.ToLower(strings.TrimSpace(v.Head()))
	switch {
	case strings.HasPrefix(text, "unix:"), strings.HasPrefix(text, "fd://"):
		return socket
	}
	host, ok := hostOf(strings.TrimPrefix(text, "tcp://"), v.Whole())
	switch {
	case !ok:
		return unseen
	case host == "" || host == "0.0.0.0" || host == "::" || host == "0":
		return anybody
	case host == "localhost":
		return loopback
	}
	if ip, err := netip.ParseAddr(host); err == nil && ip.IsLoopback() {
		return loopback
	}
	return one
}

// hostOf takes the port off an address.
func hostOf(address string, whole bool) (host string, ok bool) {
	if strings.HasPrefix(address, "[") {
		host, _, ok = strings.Cut(address[1:], "]")
		return host, ok
	}
	host, _, ok = strings.Cut(address, ":")
	return host, ok || whole
}

// listens says who can connect, where everything in bind is seen or one address
// is open to anybody.
func (s *Server) listens() (widest reach, place audit.Span, sure bool) {
	h := s.Get("bind")
	sure, place = h.Refused == "", h.Place
	for _, c := range pyconf.ChoicesOf(h.Value) {
		if !c.Value.Sequence() {
			sure = false
		}
		for _, it := range c.Value.Items {
			r := reachOf(it.Value)
			if r == unseen || it.Rest || len(c.When) > 0 {
				sure = false
			}
			if r > widest {
				widest = r
				if !it.Value.Span.IsZero() {
					place = it.Value.Span
				}
			}
		}
	}
	return widest, place, sure
}

// asksReach is a question about the addresses in bind.
func asksReach(bad func(reach) bool) func(*pyconf.Value) audit.Truth {
	item := func(v *pyconf.Value) audit.Truth {
		if r := reachOf(v); r != unseen {
			return audit.TruthOf(bad(r))
		}
		return audit.Maybe
	}
	return func(v *pyconf.Value) audit.Truth {
		if v.Sequence() {
			return pyconf.AnyItem(item)(v)
		}
		return audit.Maybe
	}
}
