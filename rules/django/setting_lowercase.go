package django

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("setting-lowercase", settingLowercase) }

// settingLowercase finds settings that are not in capitals, which Django does
// not see.
func settingLowercase(s *Settings, r *audit.Reporter) {
	for _, name := range s.scope.Order {
		upper := strings.ToUpper(name)
		if name == upper || releaseOf[upper] == nil || !releaseOf[upper].reads(s.Version) || s.Has(upper) || s.scope.Own(name) == nil || s.mentioned(name) || !strings.Contains(name, "_") {
			continue
		}
		if v := s.scope.Own(name).Value; v.Type == pyconf.Code || v.Type == pyconf.Absent {
			continue
		}
		r.Fail(s.Place(name), name+" is no setting: only capitals count", s.renamed(name, upper))
	}
}
