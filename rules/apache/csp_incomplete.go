package apache

import (
	"preflight/rules/audit"
	"preflight/rules/csp"
)

func init() { Rules.Add("csp-incomplete", cspIncomplete) }

// cspIncomplete checks that a policy for scripts limits what default-src does
// not stand in for.
func cspIncomplete(c *Config, r *audit.Reporter) {
	c.eachPolicies(func(p *policies) {
		if p.reportOnly || !p.Governed() {
			return
		}
		faults := p.Gaps()
		for _, f := range faults {
			v := p.failed(c, r, f, p.complete(f))
			if f.Type == csp.NoBase && !p.Nonced() {
				v.Lower(audit.Info) // scripts are bound to hosts anyway
			}
		}
		if len(faults) == 0 && !p.Open() {
			r.Pass(p.first.Head())
		}
	})
}

// complete is the fix that adds the directive that is missing.
func (p *policies) complete(f csp.Fault) *audit.Fix {
	text, title := "object-src 'none'", "Allow no plugins"
	if f.Type == csp.NoBase {
		text, title = "base-uri 'self'", "Limit base elements to the site"
	}
	last := f.Policy.Directives[len(f.Policy.Directives)-1]
	return p.edit(f.Policy, title, last.End, last.End, "; "+text)
}
