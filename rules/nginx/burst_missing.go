package nginx

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("burst-missing", burstMissing) }

// burstMissing finds limits that refuse the second of two requests that a
// browser sends at once.
func burstMissing(s *Site, r *audit.Reporter) {
	s.eachOwn("limit_req", func(_ *Block, d *Directive) {
		for _, a := range d.Args {
			if a.Template || strings.HasPrefix(a.Value, "burst=") {
				r.Pass(d.Head())
				return
			}
		}
		if len(d.Args) > 0 {
			r.Fail(d.Head(), "limit_req without burst refuses requests that come together")
		}
	})
}
