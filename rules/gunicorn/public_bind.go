package gunicorn

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("public-bind", publicBind) }

// publicBind finds an address on which every host can reach gunicorn.
func publicBind(s *Server, r *audit.Reporter) {
	h := s.Get("bind")
	if h.Source == Environment {
		return // the platform gives the port and stands in front of it
	}
	v := s.judge(r, "bind", asksReach(func(who reach) bool { return who == anybody }),
		h.Said+" listens on every address of the machine", s.bindLocally())
	if v != nil && v.Outcome == audit.Fail {
		if place := widestPlace(h); !place.IsZero() {
			v.Span = place
		}
		if s.Contained() || fromPlatform(h.Value) {
			v.Fix = nil
			v.Lower(audit.Low)
		}
	}
}

// widestPlace is the element of bind that is open to anybody.
func widestPlace(h *Held) audit.Span {
	for _, c := range pyconf.ChoicesOf(h.Value) {
		for _, it := range c.Value.Items {
			if reachOf(it.Value) == anybody {
				return it.Value.Span
			}
		}
	}
	return audit.Span{}
}

// fromPlatform reports whether the port comes from PORT, as platforms give it
// that stand in front of the server themselves.
func fromPlatform(v *pyconf.Value) bool {
	for _, it := range v.Items {
		for _, part := range it.Value.Parts {
			if part.Type == pyconf.Env && part.Name == "PORT" {
				return true
			}
		}
	}
	return false
}

// bindLocally is a fix that keeps the port and listens on the loopback address.
func (s *Server) bindLocally() *audit.Fix {
	h := s.Get("bind")
	if !h.Value.Sequence() || len(h.Value.Items) != 1 || !h.Value.Items[0].Value.Whole() {
		return nil
	}
	text := h.Value.Items[0].Value.Text
	local := "127.0.0.1"
	if n := strings.LastIndexByte(text, ':'); n >= 0 && !strings.HasSuffix(text, "]") {
		local += text[n:]
	}
	return s.Set("bind", `"`+local+`"`, local, "Listen on "+local+" only").Careful()
}
