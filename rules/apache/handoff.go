package apache

import (
	"strings"

	"preflight/rules/audit"
)

// Backend gives the directive that hands pages on to an application over HTTP,
// or nil.
func (h *Host) Backend() *Use { return h.backend() }

// Likely lowers the confidence of a verdict on a host that may not be in force.
func (h *Host) Likely(v *audit.Verdict) *audit.Verdict { return h.likely(v) }

// Request gives the directive that sets or removes a header of the request for
// the whole host, or nil; settle says what would make an unseen one known.
func (h *Host) Request(name string) (u *Use, settle string) {
	name = strings.ToLower(name)
	scopes := append([]*Scope{h.config.Server, h.Scope}, h.Inner...)
	for _, s := range scopes {
		for _, u := range s.Uses("RequestHeader") {
			d := headerOf(u)
			if d.name == name && (d.action == "set" || d.action == "unset") && u.When == audit.Yes {
				return u, ""
			}
		}
	}
	return nil, h.Gap("RequestHeader")
}

// Doubles gives the directive that sends a header beside the application's own,
// and its value: one in the table of errors, for the other table replaces what
// the application sent. It is nil where there is none.
func (h *Host) Doubles(name string) (u *Use, value string) {
	if s := h.sends(strings.ToLower(name)); s.header != nil && s.header.always {
		return s.header.Use, s.header.value
	}
	return nil, ""
}
