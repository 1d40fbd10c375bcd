package django

import "preflight/rules/audit"

func init() { Rules.Add("storage-missing", storageMissing) }

// storageMissing checks that STORAGES has the entries that Django uses.
func storageMissing(s *Settings, r *audit.Reporter) {
	s.judge(r, "STORAGES", lacks("default"), "STORAGES has no entry default", nil)
	if s.Has("STORAGES") && s.App("django.contrib.staticfiles") == audit.Yes {
		s.judge(r, "STORAGES", lacks("staticfiles"), "STORAGES has no entry staticfiles", nil)
	}
}
