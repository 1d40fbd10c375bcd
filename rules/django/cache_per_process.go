package django

import "preflight/rules/audit"

func init() { Rules.Add("cache-per-process", cachePerProcess) }

// cachePerProcess tells that each worker has a cache of its own.
func cachePerProcess(s *Settings, r *audit.Reporter) {
	if !s.Has("CACHES") {
		return
	}
	backend := entry(entry(s.Get("CACHES"), "default"), "BACKEND")
	decide(r, s.AskValue("CACHES", backend, isText(perProcess...)), "each process has a default cache of its own, or none", nil)
}
