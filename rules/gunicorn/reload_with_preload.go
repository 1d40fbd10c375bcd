package gunicorn

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("reload-with-preload", reloadWithPreload) }

// reloadWithPreload finds two settings of which one defeats the other.
func reloadWithPreload(s *Server, r *audit.Reporter) {
	reload, preload := s.Ask("reload", (*pyconf.Value).Truth), s.Ask("preload_app", (*pyconf.Value).Truth)
	if reload.Yes() && preload.Yes() {
		s.fail(r, preload.Place, "preload_app keeps reload from taking up new code").Also(reload.Place)
	}
}
