package nginx

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("body-size-unlimited", bodySizeUnlimited) }

// bodySizeUnlimited checks that a request body has a limit.
func bodySizeUnlimited(s *Site, r *audit.Reporter) {
	s.eachOwn("client_max_body_size", func(b *Block, d *Directive) {
		text := strings.ToLower(d.Arg(0))
		n := number(strings.TrimRight(text, "kmg"))
		switch {
		case !size(text):
		case n == 0:
			r.Fail(d.Head(), "request bodies have no limit", replaceArgs("Limit them to 100 MB", d, "100m").Careful())
		case strings.HasSuffix(text, "g") && b.Context != InLocation, strings.HasSuffix(text, "m") && n >= 1024 && b.Context != InLocation:
			r.Fail(d.Head(), "request bodies of "+text+" are taken everywhere").Lower(audit.Low)
		default:
			r.Pass(d.Head())
		}
	})
}
