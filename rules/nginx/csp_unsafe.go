package nginx

import (
	"preflight/rules/audit"
	"preflight/rules/csp"
)

func init() { Rules.Add("csp-unsafe", cspUnsafe) }

// cspUnsafe finds Content-Security-Policies that let injected script run.
func cspUnsafe(s *Site, r *audit.Reporter) {
	s.eachPolicies(func(p *policies) {
		if p.reportOnly || !p.Governed() {
			return
		}
		found := false
		for _, f := range p.Scripts() {
			if f.Type != csp.OpenHost {
				r.Fail(p.place(f), f.Message)
				found = true
			}
		}
		if !found && !p.Open() {
			r.Pass(p.head)
		}
	})
}
