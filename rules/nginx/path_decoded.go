package nginx

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("path-decoded", pathDecoded) }

// pathDecoded finds upstreams that get the path decoded and tidied up, not as
// the client sent it.
func pathDecoded(s *Site, r *audit.Reporter) {
	s.eachOwn("proxy_pass", func(b *Block, d *Directive) {
		_, rest, ok := strings.Cut(d.Arg(0), "://")
		if !ok || strings.HasPrefix(rest, "unix:") {
			return
		}
		_, uri, has := strings.Cut(rest, "/")
		if !has {
			if len(references(rest)) == 0 {
				r.Pass(d.Head())
			}
			return
		}
		if strings.HasPrefix(uri, "$request_uri") || b.exact() || strings.HasSuffix(hostPart(rest), "$request_uri") {
			return
		}
		r.Fail(d.Head(), "the upstream gets the path decoded, not as it was sent")
	})
}
