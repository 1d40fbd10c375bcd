package django

import (
	"preflight/rules/audit"
	"preflight/rules/csp"
)

func init() { Rules.Add("csp-incomplete", cspIncomplete) }

// cspIncomplete checks for the directives that default-src does not cover.
func cspIncomplete(s *Settings, r *audit.Reporter) {
	for _, p := range s.Policies() {
		if len(p.List[0].Directives) == 0 {
			continue
		}
		faults := p.Gaps()
		for _, f := range faults {
			v := r.Fail(p.place(s, f), f.Message)
			if f.Type == csp.NoBase && !p.Nonced() {
				v.Lower(audit.Info) // scripts are bound to hosts anyway
			}
		}
		limit, _ := p.Framing()
		if limit == csp.NotSaid {
			v := r.Fail(s.Place(p.Name), "the policy does not limit frame-ancestors")
			if s.Contains("MIDDLEWARE", framingMiddleware).Yes() {
				v.Lower(audit.Info) // X-Frame-Options does it
			}
		} else if len(faults) == 0 && !p.Open() {
			r.Pass(s.Place(p.Name))
		}
	}
}
