package django

import "preflight/rules/audit"

func init() { Rules.Add("cache-default-missing", cacheDefaultMissing) }

// cacheDefaultMissing checks that there is a default cache.
func cacheDefaultMissing(s *Settings, r *audit.Reporter) {
	s.judge(r, "CACHES", lacks("default"), "CACHES has no entry default", nil)
}
