package apache

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("header-not-always", headerNotAlways) }

// lasting are the headers that protect error pages as well.
var lasting = map[string]bool{
	"strict-transport-security": true, "x-content-type-options": true, "x-frame-options": true,
	"content-security-policy": true, "referrer-policy": true, "permissions-policy": true,
	"cross-origin-opener-policy": true,
}

// headerNotAlways checks that security headers are in the table that is sent
// with errors too.
func headerNotAlways(c *Config, r *audit.Reporter) {
	for _, h := range c.headers() {
		switch {
		case !lasting[h.name] || !h.sets() || h.tested:
		case h.always:
			r.Pass(h.Head())
		case c.headTable(h.Scope).always[h.name]: // its twin is there
		default:
			c.doubt(h.Use, r.Fail(h.Head(), "error pages come without "+h.shown(), h.makeAlways()))
		}
	}
}

// shown is the header's name as the file writes it.
func (h header) shown() string {
	for _, v := range h.Values() {
		if strings.EqualFold(strings.TrimSuffix(v, ":"), h.name) {
			return strings.TrimSuffix(v, ":")
		}
	}
	return h.name
}

func (h header) makeAlways() *audit.Fix {
	const title = "Send it always"
	if strings.EqualFold(h.Value(0), "onsuccess") {
		return h.setArg(0, "always", title)
	}
	if h.Filled {
		return nil
	}
	at := h.Args[0].Span
	return &audit.Fix{Title: title, Edits: []audit.Edit{{Span: at.File.Span(at.Start, at.Start), Text: "always "}}}
}
