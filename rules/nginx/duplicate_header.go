package nginx

import "preflight/rules/audit"

func init() { Rules.Add("duplicate-header", duplicateHeader) }

// duplicateHeader finds a header that one level adds twice.
func duplicateHeader(s *Site, r *audit.Reporter) {
	s.eachHTTP(func(b *Block) {
		seen := map[string]*Directive{}
		for _, h := range added(b.Own("add_header")) {
			if h.name == "set-cookie" || h.name == "link" || h.name == "vary" || h.name == "cache-control" || h.name == "server-timing" {
				continue // made to come more than once
			}
			if first := seen[h.name]; first != nil && first != h.d {
				var fix *audit.Fix
				if first.Arg(1) == h.value && first.Arg(2) == h.d.Arg(2) {
					fix = remove("Remove the second", h.d)
				}
				v := r.Fail(h.d.Head(), shorten(h.d.Arg(0), 35)+" is added twice at this level", fix).Also(first.Head())
				if h.name == "content-security-policy" {
					v.Lower(audit.Info) // both apply
				}
				continue
			}
			seen[h.name] = h.d
		}
	})
}
