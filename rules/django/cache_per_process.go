package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("cache-per-process", cachePerProcess) }

// cachePerProcess tells that each worker has a cache of its own.
func cachePerProcess(s *Settings, r *audit.Reporter) {
	if !s.Has("CACHES") {
		return
	}
	backend := pyconf.Entry(pyconf.Entry(s.Get("CACHES"), "default"), "BACKEND")
	pyconf.Decide(r, s.AskValue("CACHES", backend, pyconf.IsText(perProcess...)), "each process has a default cache of its own, or none", nil)
}
