package django

import (
	"preflight/rules/audit"
	"preflight/rules/csp"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("csp-malformed", cspMalformed) }

// cspMalformed checks that policies are dicts, and that browsers read them as
// they were meant.
func cspMalformed(s *Settings, r *audit.Reporter) {
	if cspNotDict(s) == audit.Yes {
		for _, name := range []string{"SECURE_CSP", "SECURE_CSP_REPORT_ONLY"} {
			if v := s.Get(name); s.Has(name) && v.Type != pyconf.Dict && v.Type != pyconf.None {
				r.Fail(s.Place(name), name+" is no dict")
			}
		}
		return
	}
	for _, p := range s.policies("SECURE_CSP", "CONTENT_SECURITY_POLICY", "SECURE_CSP_REPORT_ONLY", "CONTENT_SECURITY_POLICY_REPORT_ONLY") {
		faults := p.Form()
		for _, f := range faults {
			v := r.Fail(p.place(s, f), f.Message)
			switch f.Type {
			case csp.Former:
				v.Lower(audit.Info)
			case csp.BadNone, csp.Repeated, csp.BadSource:
				v.Lower(audit.Low)
			}
		}
		if len(faults) == 0 && !p.Open() {
			r.Pass(s.Place(p.Name))
		}
	}
}
