package nginx

import "preflight/rules/audit"

func init() { Rules.Add("referer-none", refererNone) }

// refererNone finds a Referer check that lets requests without one through.
func refererNone(s *Site, r *audit.Reporter) {
	s.eachOwn("valid_referers", func(b *Block, d *Directive) {
		for i, a := range d.Args {
			if a.Value == "none" {
				fix := (*audit.Fix)(nil)
				if len(d.Args) > 1 {
					fix = dropWord("Leave none out", d, i)
				}
				r.Fail(d.Head(), "valid_referers lets requests without a Referer through", fix)
				return
			}
		}
		r.Pass(d.Head())
	})
}

// dropWord makes a fix that takes an argument out.
func dropWord(title string, d *Directive, i int) *audit.Fix {
	start, end := d.Name.Span.End, d.Args[i].Span.End
	if i > 0 {
		start = d.Args[i-1].Span.End
	}
	return &audit.Fix{Title: title, Edits: []audit.Edit{{Span: d.Name.Span.File.Span(start, end)}}}
}
