package django

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("mail-settings-deprecated", mailSettingsDeprecated) }

// mailSettingsDeprecated finds the old mail settings beside or instead of
// MAILERS.
func mailSettingsDeprecated(s *Settings, r *audit.Reporter) {
	for _, name := range s.Names() {
		row := releaseOf[name]
		if row == nil || row.deprecated != "6.1" || !strings.HasPrefix(name, "EMAIL_") {
			continue
		}
		if s.Has("MAILERS") {
			r.Fail(s.Place(name), name+" beside MAILERS keeps the site from starting").Also(s.Place("MAILERS"))
			continue
		}
		r.Fail(s.Place(name), name+" is deprecated since Django 6.1").Lower(audit.Low)
	}
}
