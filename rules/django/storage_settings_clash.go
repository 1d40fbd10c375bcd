package django

import "preflight/rules/audit"

func init() { Rules.Add("storage-settings-clash", storageSettingsClash) }

// storageSettingsClash finds the old and the new names of storages together.
func storageSettingsClash(s *Settings, r *audit.Reporter) {
	for _, name := range []string{"DEFAULT_FILE_STORAGE", "STATICFILES_STORAGE"} {
		if s.Has(name) && s.Has("STORAGES") {
			r.Fail(s.Place(name), name+" beside STORAGES keeps the site from starting").Also(s.Place("STORAGES"))
		}
	}
}
