package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("csp-malformed", cspMalformed) }

// cspMalformed checks that policies are dicts and keywords are quoted.
func cspMalformed(s *Settings, r *audit.Reporter) {
	if cspNotDict(s) == audit.Yes {
		for _, name := range []string{"SECURE_CSP", "SECURE_CSP_REPORT_ONLY"} {
			if v := s.Get(name); s.Has(name) && v.Type != pyconf.Dict && v.Type != pyconf.None {
				r.Fail(s.Place(name), name+" is no dict")
			}
		}
		return
	}
	for _, p := range s.Policies() {
		for _, d := range p.Value.Pairs {
			for _, v := range sources(d.Value) {
				if bareKeywords[v.Text] {
					r.Fail(cspPlace(s, p, v), v.Text+" without quotes is a host name")
				} else {
					r.Pass(cspPlace(s, p, v))
				}
			}
		}
	}
}

var bareKeywords = namesOf("self", "none", "unsafe-inline", "unsafe-eval", "strict-dynamic", "report-sample")
