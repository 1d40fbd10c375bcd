package nginx

import (
	"strings"

	"preflight/rules/audit"
)

// Handoff is a place that hands requests on to an application nearby over HTTP.
type Handoff struct {
	*Block
	Pass *Directive // the proxy_pass
	At   *Server    // the server around it, or nil where that is not in the stack
}

// Header is what is known of a header at a place.
type Header struct {
	State     State
	Value     string
	Directive *Directive // the one that sets it, where one does
	Settle    string     // what would make an unseen one known
	Above     bool       // unseen only because the file around this one is not given
}

// Handoffs gives the proxy_pass directives that lead to this machine or its
// network, in the order of the text.
func (s *Site) Handoffs() []Handoff {
	var found []Handoff
	s.eachOwn("proxy_pass", func(b *Block, d *Directive) {
		if b.Context != InLimitExcept && near(s, hostPart(d.Arg(0))) {
			found = append(found, Handoff{b, d, s.server(b)})
		}
	})
	return found
}

// Request tells what nginx makes of a header of the request before it hands the
// request on. A header that nothing sets goes on as the client sent it.
func (h Handoff) Request(name string) Header {
	v := h.Effective("proxy_set_header")
	for _, d := range v.Directives {
		if strings.EqualFold(d.Arg(0), name) {
			return Header{State: Set, Value: d.Arg(1), Directive: d}
		}
	}
	if v.State == Unseen || len(v.Holes) > 0 {
		return Header{State: Unseen, Settle: v.Settle()}
	}
	return Header{State: Default}
}

// Answer tells what nginx adds to the application's answer under a name.
func (h Handoff) Answer(name string) Header {
	found, state, v := h.answer(strings.ToLower(name))
	switch state {
	case Set:
		return Header{State: Set, Value: found.value, Directive: found.d}
	case Unseen:
		return Header{State: Unseen, Settle: v.Settle(), Above: v.Top}
	}
	return Header{State: Default}
}

// Hides reports whether nginx drops the application's own header of the name.
func (h Handoff) Hides(name string) bool {
	for _, d := range h.Effective("proxy_hide_header").Directives {
		if strings.EqualFold(d.Arg(0), name) {
			return true
		}
	}
	return false
}

// FixRequest makes a fix that sets a header of the request at this place.
func (h Handoff) FixRequest(name, value string) *audit.Fix {
	after := h.Pass
	if v := h.Effective("proxy_set_header"); v.State == Set {
		after = v.Last()
	}
	return insertAfter("Set "+name+" in nginx", after, "proxy_set_header "+name+" "+value+";")
}

// Targets gives the addresses that the requests go to, with their places.
func (h Handoff) Targets() []Target {
	if u := h.Site.Upstream(hostPart(h.Pass.Arg(0))); u != nil {
		var all []Target
		for _, d := range u.Own("server") {
			all = append(all, Target{d.Arg(0), d.Head()})
		}
		return all
	}
	if _, rest, _ := strings.Cut(h.Pass.Arg(0), "://"); strings.HasPrefix(rest, "unix:") {
		return []Target{{rest, h.Pass.Head()}} // with the path of the socket
	}
	return []Target{{hostPart(h.Pass.Arg(0)), h.Pass.Head()}}
}

// Target is an address of an application, as the text writes it.
type Target struct {
	Address string
	Place   audit.Span
}

// Patience gives how many seconds nginx waits for an answer, or what would make
// that known.
func (h Handoff) Patience() (n int, settle string) {
	v := h.Effective("proxy_read_timeout")
	switch v.State {
	case Default:
		return 60, ""
	case Set:
		if n = seconds(v.Last().Arg(0)); n >= 0 {
			return n, ""
		}
		return 0, "proxy_read_timeout holds no time"
	}
	return 0, v.Settle()
}
