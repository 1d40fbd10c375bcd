package gunicorn

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("forwarded-from-anyone", forwardedFromAnyone) }

// forwardedFromAnyone finds a server that believes the forwarded headers of every
// client that can connect.
func forwardedFromAnyone(s *Server, r *audit.Reporter) {
	s.anyone(r, "forwarded_allow_ips", "believes the forwarded headers of anybody", `"127.0.0.1"`, "127.0.0.1")
}

// anyone judges a list of the peers that are believed. Who can connect decides
// how bad it is that it holds all.
func (s *Server) anyone(r *audit.Reporter, name, does, literal, word string) {
	h := s.Get(name)
	widest, _, sure := s.listens()
	message := h.Said + " " + does
	v := s.judge(r, name, pyconf.Listed(isEverybody), message, s.Set(name, literal, word, "Believe 127.0.0.1 only").Careful())
	if v == nil || v.Outcome != audit.Fail {
		return
	}
	switch {
	case sure && widest == socket:
		v.Outcome, v.Message, v.Fix = audit.Pass, "", nil // a socket believes its peers in any case
	case widest <= loopback, s.Contained():
		v.Lower(audit.Medium)
	}
	v.Also(s.place("bind"))
}

// place is where a setting is given its value; zero where nobody does.
func (s *Server) place(name string) audit.Span {
	if !s.Has(name) {
		return audit.Span{}
	}
	return s.Get(name).Place
}

func isEverybody(peer string) bool { return peer == "*" || peer == "0.0.0.0/0" || peer == "::/0" }
