package gunicorn

import (
	"cmp"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/cipher"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("weak-ciphers", weakCiphers) }

// weakCiphers checks the cipher list of a server that ends TLS itself.
func weakCiphers(s *Server, r *audit.Reporter) {
	h := s.Get("ciphers")
	if !s.Has("ciphers") || h.Value.Type == pyconf.None {
		return
	}
	if !h.Value.Whole() {
		r.Unknown(h.Place, cmp.Or(h.Value.Settle(), "the list is not seen"))
		return
	}
	faults := cipher.Select(h.Value.Text, true).Faults()
	if len(faults) == 0 {
		r.Pass(h.Place)
		return
	}
	message := h.Said + " allows " + strings.Join(faults, ", ")
	if len(message) > 72 {
		message = h.Said + " allows " + faults[0] + " and more"
	}
	s.fail(r, h.Place, message, s.Drop("ciphers", "Leave the ciphers to Python").Careful())
}
