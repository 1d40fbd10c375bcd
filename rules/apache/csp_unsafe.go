package apache

import (
	"preflight/rules/audit"
	"preflight/rules/csp"
)

func init() { Rules.Add("csp-unsafe", cspUnsafe) }

// cspUnsafe checks that a Content-Security-Policy still stops injected scripts.
func cspUnsafe(c *Config, r *audit.Reporter) {
	c.eachPolicies(func(p *policies) {
		if p.reportOnly || !p.Governed() {
			return
		}
		found := false
		for _, f := range p.Scripts() {
			if f.Type != csp.OpenHost {
				p.failed(c, r, f, nil)
				found = true
			}
		}
		if !found && !p.Open() {
			r.Pass(p.first.Head())
		}
	})
}
