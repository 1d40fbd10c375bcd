package django

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("setting-too-new", settingTooNew) }

// settingTooNew finds settings that Django of the version does not read yet.
func settingTooNew(s *Settings, r *audit.Reporter) {
	for _, name := range s.Names() {
		row := releaseOf[name]
		if row == nil || row.since == "" || !s.before(row.since) || s.before("3.2") || strings.Count(row.since, ".") > 1 {
			continue
		}
		r.Fail(s.Place(name), name+" does nothing before Django "+row.since).Doubt(audit.Likely)
	}
}
