package apache

import (
	"preflight/rules/audit"
	"preflight/rules/csp"
)

func init() { Rules.Add("csp-public-cdn", cspPublicCDN) }

// cspPublicCDN checks that scripts do not come from hosts on which anybody
// publishes.
func cspPublicCDN(c *Config, r *audit.Reporter) {
	c.eachPolicies(func(p *policies) {
		if p.reportOnly {
			return
		}
		for _, f := range p.Scripts() {
			if f.Type == csp.OpenHost {
				p.failed(c, r, f, nil)
			}
		}
	})
}
