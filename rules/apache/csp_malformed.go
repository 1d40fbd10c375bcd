package apache

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/csp"
)

func init() { Rules.Add("csp-malformed", cspMalformed) }

// cspMalformed checks that browsers read a policy as it was meant.
func cspMalformed(c *Config, r *audit.Reporter) {
	c.eachPolicies(func(p *policies) {
		faults := p.Form()
		for _, f := range faults {
			v := p.failed(c, r, f, p.reform(f))
			switch f.Type {
			case csp.Former:
				v.Lower(audit.Info)
			case csp.BadNone, csp.Repeated, csp.BadSource:
				v.Lower(audit.Low)
			}
		}
		if len(faults) == 0 && !p.Open() {
			r.Pass(p.first.Head())
		}
	})
}

// reform is the fix of a fault that has one plain remedy.
func (p *policies) reform(f csp.Fault) *audit.Fix {
	start, end := f.Range()
	switch f.Type {
	case csp.BareKeyword:
		if word := f.Directive.Sources[f.Source].Text; !strings.HasPrefix(strings.ToLower(word), "unsafe-") {
			return p.edit(f.Policy, "Put "+brief(word)+" in quotes", start, end, "'"+word+"'")
		}
	case csp.Swallowed:
		before := f.Directive.Start + len(f.Directive.Written)
		if f.Source > 0 {
			before = f.Directive.Sources[f.Source-1].End
		}
		return p.edit(f.Policy, "Put a semicolon there", before, f.Directive.Sources[f.Source].Start, "; ")
	case csp.BadName:
		if name := csp.Nearest(f.Directive.Written); name != "" && f.Policy.Get(name) == nil {
			return p.edit(f.Policy, "Write "+name, start, start+len(f.Directive.Written), name)
		}
	}
	return nil
}
