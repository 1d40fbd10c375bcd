package nginx

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("cors-any-origin", corsAnyOrigin) }

// corsAnyOrigin finds answers that any site may read with the user's cookies.
func corsAnyOrigin(s *Site, r *audit.Reporter) {
	s.eachOwn("add_header", func(b *Block, d *Directive) {
		if !strings.EqualFold(d.Arg(0), "Access-Control-Allow-Origin") || len(d.Args) < 2 {
			return
		}
		credentials, _, _ := b.answer("access-control-allow-credentials")
		with := strings.EqualFold(credentials.value, "true")
		switch {
		case d.Arg(1) == "$http_origin" || d.Arg(1) == "$http_referer":
			v := r.Fail(d.Head(), "the origin that asks is always allowed")
			if !with {
				v.Lower(audit.Low)
			}
		case d.Arg(1) == "*" && with:
			r.Fail(d.Head(), "every origin is allowed, with credentials").Lower(audit.Medium).Also(credentials.d.Head())
		case !strings.Contains(d.Arg(1), "$"):
			r.Pass(d.Head())
		case !b.varies() && !b.merges() && !b.handsOn():
			r.Fail(d.Head(), "the allowed origin changes, and no Vary: Origin says so").Lower(audit.Low)
		}
	})
}

// varies reports whether the answers of a block tell caches that they differ by
// origin, or an include that is not given may say so.
func (b *Block) varies() bool {
	v := b.Effective("add_header")
	for _, h := range added(v.Directives) {
		if h.name == "vary" && (strings.Contains(strings.ToLower(h.value), "origin") || strings.ContainsAny(h.value, "*$")) {
			return true
		}
	}
	for _, h := range b.moreHeaders() {
		if h.name == "vary" {
			return true
		}
	}
	return len(v.Holes) > 0 || v.State == Unseen
}
