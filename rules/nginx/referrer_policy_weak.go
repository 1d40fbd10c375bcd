package nginx

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("referrer-policy-weak", referrerPolicyWeak) }

// referrerPolicyWeak finds policies that send whole addresses to other sites.
func referrerPolicyWeak(s *Site, r *audit.Reporter) {
	s.eachOwn("add_header", func(_ *Block, d *Directive) {
		if !strings.EqualFold(d.Arg(0), "Referrer-Policy") || len(d.Args) < 2 || strings.Contains(d.Arg(1), "$") {
			return
		}
		last := ""
		for word := range strings.FieldsFuncSeq(strings.ToLower(d.Arg(1)), func(r rune) bool { return r == ',' || r == ' ' }) {
			last = word // the last one that a browser knows counts
		}
		if last == "unsafe-url" || last == "no-referrer-when-downgrade" {
			r.Fail(d.Head(), "Referrer-Policy "+last+" sends whole addresses", replaceWord("Set it to strict-origin-when-cross-origin", d.Args[1], "strict-origin-when-cross-origin"))
			return
		}
		r.Pass(d.Head())
	})
}
