package nginx

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("header-without-always", headerWithoutAlways) }

// headerWithoutAlways checks that protective headers are sent with error
// answers, too.
func headerWithoutAlways(s *Site, r *audit.Reporter) {
	s.eachOwn("add_header", func(_ *Block, d *Directive) {
		if len(d.Args) < 2 || !protective[strings.ToLower(d.Arg(0))] || d.Arg(1) == "" {
			return
		}
		if len(d.Args) == 3 && d.Arg(2) == "always" {
			r.Pass(d.Head())
			return
		}
		if len(d.Args) > 2 {
			return
		}
		end := d.Args[1].Span
		fix := &audit.Fix{Title: "Add always", Edits: []audit.Edit{{Span: end.File.Span(end.End, end.End), Text: " always"}}}
		r.Fail(d.Head(), shorten(d.Arg(0), 35)+" is missing from error answers", fix)
	})
}
