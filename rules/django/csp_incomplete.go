package django

import (
	"cmp"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("csp-incomplete", cspIncomplete) }

// cspIncomplete checks for the directives that default-src does not cover.
func cspIncomplete(s *Settings, r *audit.Reporter) {
	for _, p := range s.Policies() {
		if p.Value.Open || len(p.Value.Pairs) == 0 {
			continue
		}
		missing := ""
		for _, d := range []string{"base-uri", "frame-ancestors"} {
			if pyconf.Entry(p.Value, d).Type == pyconf.Absent {
				missing = cmp.Or(missing, d)
			}
		}
		if p.Directive("object-src", "default-src").Type == pyconf.Absent {
			missing = cmp.Or(missing, "object-src")
		}
		if missing != "" {
			r.Fail(s.Place(p.Name), "the policy does not say "+missing)
		} else {
			r.Pass(s.Place(p.Name))
		}
	}
}
