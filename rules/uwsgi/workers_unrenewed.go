package uwsgi

import (
	"preflight/rules/audit"
)

func init() { Rules.Add("workers-unrenewed", workersUnrenewed) }

// workersUnrenewed finds the fault that workers are never renewed.
func workersUnrenewed(in *Instance, r *audit.Reporter) {
	if !in.Serves() {
		return
	}
	names := []string{"max-requests", "max-worker-lifetime", "reload-on-rss", "reload-on-as", "evil-reload-on-rss", "evil-reload-on-as"}
	in.missed(r, in.Has(names...), in.Last(names...), "workers are never renewed", nil)
}
