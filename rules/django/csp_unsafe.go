package django

import (
	"preflight/rules/audit"
	"preflight/rules/csp"
)

func init() { Rules.Add("csp-unsafe", cspUnsafe) }

// cspUnsafe checks that a policy does not allow the scripts that it is there
// to stop.
func cspUnsafe(s *Settings, r *audit.Reporter) {
	for _, p := range s.Policies() {
		if !p.Governed() {
			continue
		}
		found := false
		for _, f := range p.Scripts() {
			found = true
			if f.Type == csp.FixedNonce {
				continue // a middleware of the site's may put a new one in its place
			}
			v := r.Fail(p.place(s, f), f.Message)
			if f.Type == csp.OpenHost {
				v.Lower(audit.Low)
			}
		}
		if !found && !p.Open() {
			r.Pass(s.Place(p.Name))
		}
	}
}
