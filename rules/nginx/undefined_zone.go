package nginx

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("undefined-zone", undefinedZone) }

// undefinedZone finds limits by a zone that nothing defines.
func undefinedZone(s *Site, r *audit.Reporter) {
	defined := map[string]bool{}
	s.eachHTTP(func(b *Block) {
		for _, d := range b.Own("limit_req_zone", "limit_conn_zone") {
			for _, a := range d.Args {
				if name, ok := strings.CutPrefix(a.Value, "zone="); ok {
					name, _, _ = strings.Cut(name, ":")
					defined[d.Name.Value+name] = true
				}
			}
		}
	})
	s.eachHTTP(func(b *Block) {
		for _, d := range b.Own("limit_req", "limit_conn") {
			name := d.Arg(0)
			if d.Name.Value == "limit_req" {
				name = strings.TrimPrefix(name, "zone=")
			}
			define := d.Name.Value + "_zone"
			switch {
			case d.Name.Value == "limit_req" && name == d.Arg(0):
			case defined[define+name]:
				r.Pass(d.Head())
			case !b.Whole() || b.Open(define) != nil:
				r.Unknown(d.Head(), "add the file with "+define+" for "+shorten(name, 25))
			default:
				r.Fail(d.Head(), "no "+define+" defines "+shorten(name, 30)+": nginx will not start")
			}
		}
	})
}
