package gunicorn

import (
	"fmt"

	"preflight/rules/audit"
)

func init() { Rules.Add("setting-too-new", settingTooNew) }

// settingTooNew finds settings that this release of gunicorn does not have yet, or
// no more: it ignores them without a word.
func settingTooNew(s *Server, r *audit.Reporter) {
	if s.scope == nil {
		return
	}
	for _, row := range settings() {
		b := s.scope.Own(row.name)
		if row.in(s.Version) || b == nil || len(b.Places) == 0 || row.name == "tolerate_dangerous_framing" {
			continue
		}
		r.Fail(b.Places[0], fmt.Sprintf("gunicorn %s ignores %s, which came with %s", s.Version, row.name, row.since))
	}
}
