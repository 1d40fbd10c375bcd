package django

import "preflight/rules/audit"

func init() { Rules.Add("removed-setting", removedSetting) }

// removedSetting finds settings that Django of the version no longer reads.
func removedSetting(s *Settings, r *audit.Reporter) {
	for _, name := range s.Names() {
		row := releaseOf[name]
		if row == nil || row.removed == "" || row.reads(s.Version) || s.Version.IsZero() || name == "SECURE_BROWSER_XSS_FILTER" {
			continue
		}
		if s.before(row.removed) {
			continue
		}
		r.Fail(s.Place(name), name+" does nothing since Django "+row.removed).Lower(removedSeverity(name))
	}
}

// removedSeverity is higher where files or middleware silently change.
func removedSeverity(name string) audit.Severity {
	switch name {
	case "DEFAULT_FILE_STORAGE", "STATICFILES_STORAGE", "MIDDLEWARE_CLASSES":
		return audit.High
	}
	return audit.Low
}
