package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("csp-unreported", cspUnreported) }

// cspUnreported tells that a policy names no place for reports.
func cspUnreported(s *Settings, r *audit.Reporter) {
	for _, p := range s.Policies() {
		if p.Value.Open || len(p.Value.Pairs) == 0 {
			continue
		}
		to, uri := pyconf.Entry(p.Value, "report-to"), pyconf.Entry(p.Value, "report-uri")
		if to.Type == pyconf.Absent && uri.Type == pyconf.Absent {
			r.Fail(s.Place(p.Name), "the policy says nowhere to report to")
		} else {
			r.Pass(s.Place(p.Name))
		}
	}
}
