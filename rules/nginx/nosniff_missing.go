package nginx

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("nosniff-missing", nosniffMissing) }

// nosniffMissing checks that browsers keep to the type that is sent.
func nosniffMissing(s *Site, r *audit.Reporter) {
	for _, v := range s.Servers {
		if v.Refuses() || v.OnlyRedirects() || v.Local() {
			continue
		}
		v.each(func(b *Block) {
			if b.Context != InServer && b.Context != InLocation || !b.Has("root", "alias") {
				return
			}
			h, state, value := b.answer("x-content-type-options")
			switch {
			case state == Set && !strings.EqualFold(h.value, "nosniff") && !strings.Contains(h.value, "$"):
				r.Fail(h.d.Head(), "X-Content-Type-Options is not nosniff", replaceWord("Set it to nosniff", h.d.Args[min(1, len(h.d.Args)-1)], "nosniff"))
			case state == Set:
				r.Pass(h.d.Head())
			case state == Unseen:
				r.Unknown(b.Place(), value.Settle())
			default:
				r.Fail(lastOf(b, "root", "alias").Head(), "files are served without X-Content-Type-Options", b.sends("X-Content-Type-Options", "nosniff", value)).Also(b.Place())
			}
		})
	}
}
