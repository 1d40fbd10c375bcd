package nginx

import (
	"preflight/rules/audit"
	"preflight/rules/csp"
)

func init() { Rules.Add("csp-incomplete", cspIncomplete) }

// cspIncomplete finds policies for scripts that leave out what default-src
// does not stand in for.
func cspIncomplete(s *Site, r *audit.Reporter) {
	s.eachPolicies(func(p *policies) {
		if p.reportOnly || !p.Governed() {
			return
		}
		faults := p.Gaps()
		for _, f := range faults {
			v := r.Fail(p.place(f), f.Message, p.complete(f))
			if f.Type == csp.NoBase && !p.Nonced() {
				v.Lower(audit.Info) // scripts are bound to hosts anyway
			}
		}
		if len(faults) == 0 && !p.Open() {
			r.Pass(p.head)
		}
	})
}

// complete makes a fix that adds the directive that is missing.
func (p *policies) complete(f csp.Fault) *audit.Fix {
	at := p.from[f.Policy]
	if at.word.Quote != '"' || at.word.Raw() != at.word.Value {
		return nil
	}
	text, title := "object-src 'none'", "Allow no plugins"
	if f.Type == csp.NoBase {
		text, title = "base-uri 'self'", "Limit base elements to the site"
	}
	last := f.Policy.Directives[len(f.Policy.Directives)-1]
	place := at.span(last.End, last.End)
	return (&audit.Fix{Title: title, Edits: []audit.Edit{{Span: place, Text: "; " + text}}}).Careful()
}
