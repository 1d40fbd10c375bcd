package nginx

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/csp"
)

func init() { Rules.Add("csp-malformed", cspMalformed) }

// cspMalformed finds what browsers leave aside in a policy, or read otherwise
// than it was meant.
func cspMalformed(s *Site, r *audit.Reporter) {
	s.eachPolicies(func(p *policies) {
		faults := p.Form()
		for _, f := range faults {
			v := r.Fail(p.place(f), f.Message, p.reform(f))
			switch f.Type {
			case csp.Former:
				v.Lower(audit.Info)
			case csp.BadNone, csp.Repeated, csp.BadSource:
				v.Lower(audit.Low)
			}
		}
		if len(faults) == 0 && !p.Open() {
			r.Pass(p.head)
		}
	})
}

// reform makes a fix for a fault that has one plain remedy. It changes what
// browsers let through, so a person looks first.
func (p *policies) reform(f csp.Fault) *audit.Fix {
	at := p.from[f.Policy]
	if at.word.Raw() != at.word.Value {
		return nil
	}
	start, end := f.Range()
	edit := func(title string, start, end int, text string) *audit.Fix {
		return (&audit.Fix{Title: title, Edits: []audit.Edit{{Span: at.span(start, end), Text: text}}}).Careful()
	}
	switch f.Type {
	case csp.BareKeyword:
		word := f.Directive.Sources[f.Source].Text
		if at.word.Quote == '"' && !strings.HasPrefix(strings.ToLower(word), "unsafe-") {
			return edit("Put "+shorten(word, 30)+" in quotes", start, end, "'"+word+"'")
		}
	case csp.Swallowed:
		gap := f.Directive.Sources[f.Source].Start
		before := f.Directive.Start + len(f.Directive.Written)
		if f.Source > 0 {
			before = f.Directive.Sources[f.Source-1].End
		}
		return edit("Put a semicolon there", before, gap, "; ")
	case csp.BadName:
		if name := csp.Nearest(f.Directive.Written); name != "" && f.Policy.Get(name) == nil {
			return edit("Write "+name, start, start+len(f.Directive.Written), name)
		}
	}
	return nil
}
