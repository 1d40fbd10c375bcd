package nginx

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("obsolete-header", obsoleteHeader) }

// obsoleteHeader finds headers that browsers ignore or that do harm.
func obsoleteHeader(s *Site, r *audit.Reporter) {
	s.eachOwn("add_header", func(_ *Block, d *Directive) {
		name := strings.ToLower(d.Arg(0))
		switch {
		case len(d.Args) < 2:
		case name == "x-xss-protection" && !strings.HasPrefix(strings.TrimSpace(d.Arg(1)), "0"):
			r.Fail(d.Head(), "X-XSS-Protection switches an abandoned filter on", replaceWord("Set it to 0", d.Args[1], "0"))
		case oneOf(name, []string{"public-key-pins", "public-key-pins-report-only", "expect-ct", "feature-policy", "x-webkit-csp", "x-content-security-policy"}):
			r.Fail(d.Head(), shorten(d.Arg(0), 30)+" is obsolete", remove("Remove "+shorten(d.Arg(0), 30), d)).Lower(audit.Info)
		case name == "x-xss-protection":
			r.Pass(d.Head())
		}
	})
}
