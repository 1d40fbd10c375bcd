package apache

import "preflight/rules/audit"

func init() { Rules.Add("duplicate-header", duplicateHeader) }

// single are the headers of which browsers want one.
var single = map[string]bool{
	"strict-transport-security": true, "x-content-type-options": true, "x-frame-options": true, "referrer-policy": true,
	"permissions-policy": true, "cross-origin-opener-policy": true, "cross-origin-resource-policy": true,
	"access-control-allow-origin": true,
}

// duplicateHeader checks that a header is not sent twice: httpd has two tables
// of headers, and an answer without an error carries both.
func duplicateHeader(c *Config, r *audit.Reporter) {
	type place struct {
		scope *Scope
		name  string
	}
	seen := map[place]header{}
	for _, h := range c.headers() {
		if !single[h.name] || !h.sets() || h.tested || h.When != audit.Yes {
			continue
		}
		at := place{h.Scope, h.name}
		first, known := seen[at]
		switch {
		case !known:
			seen[at] = h
		case first.always != h.always && h.action != "setifempty":
			r.Fail(h.Head(), "pages carry "+h.shown()+" twice: once from each table", h.remove("Remove the second")).Also(first.Head())
		case first.always == h.always && h.action == "add":
			r.Fail(h.Head(), "pages carry "+h.shown()+" twice", h.remove("Remove the second")).Also(first.Head())
		}
	}
}
