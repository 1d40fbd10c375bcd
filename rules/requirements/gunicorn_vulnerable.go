package requirements

import (
	"fmt"

	"preflight/rules/audit"
)

func init() { Rules.Add("gunicorn-vulnerable", gunicornVulnerable) }

// gunicornFaults are known faults with the first release that has the fix.
var gunicornFaults = []struct {
	cve   string
	fixed audit.Version
}{
	{"CVE-2024-1135", audit.Version{22}},
	{"CVE-2024-6827", audit.Version{22}},
	{"CVE-2018-1000164", audit.Version{19, 5}},
}

// gunicornVulnerable checks that gunicorn has the fixes of known faults: the
// pinned one, or the newest of those that a range allows.
func gunicornVulnerable(q *Requirements, r *audit.Reporter) {
	for _, d := range q.Find("gunicorn") {
		v, pinnedTo := pinned(d)
		limit, capped := ceiling(d)
		cve, known := "", 0
		for _, f := range gunicornFaults {
			if pinnedTo && v.Less(f.fixed) || !pinnedTo && capped && !f.fixed.Less(limit) {
				if known++; cve == "" {
					cve = f.cve
				}
			}
		}
		switch {
		case known == 0 && pinnedTo:
			r.Pass(d.Span)
		case known > 0:
			message := "every gunicorn allowed here lacks the fix of " + cve
			if pinnedTo {
				message = fmt.Sprintf("gunicorn %s lacks the fix of %s", v, cve)
			}
			if known > 1 {
				message += fmt.Sprintf(" and %d more", known-1)
			}
			r.Fail(d.Span, message)
		}
	}
}
