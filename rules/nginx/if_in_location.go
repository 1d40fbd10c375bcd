package nginx

import "preflight/rules/audit"

func init() { Rules.Add("if-in-location", ifInLocation) }

// ifInLocation finds directives in an if inside a location that do not work
// there as they look.
func ifInLocation(s *Site, r *audit.Reporter) {
	s.eachHTTP(func(b *Block) {
		if b.Context != InLocationIf || b.Opener == nil {
			return
		}
		for _, d := range b.Items {
			switch d.Name.Value {
			case "return", "set", "break":
			case "rewrite":
				if f := d.Arg(2); f == "last" || f == "redirect" || f == "permanent" || redirects(d) {
					continue
				}
				r.Fail(d.Head(), "rewrite without last or a redirect inside if")
				return
			default:
				r.Fail(d.Head(), shorten(d.Name.Value, 30)+" inside if in a location")
				return
			}
		}
		r.Pass(b.Opener.Head())
	})
}
