package nginx

import (
	"preflight/rules/audit"
	"preflight/rules/csp"
)

func init() { Rules.Add("csp-public-cdn", cspPublicCDN) }

// cspPublicCDN finds policies that allow scripts of hosts on which anybody
// publishes.
func cspPublicCDN(s *Site, r *audit.Reporter) {
	s.eachPolicies(func(p *policies) {
		if p.reportOnly {
			return
		}
		for _, f := range p.Scripts() {
			if f.Type == csp.OpenHost {
				r.Fail(p.place(f), f.Message)
			}
		}
	})
}
