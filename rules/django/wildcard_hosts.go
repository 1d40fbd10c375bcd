package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("wildcard-hosts", wildcardHosts) }

// wildcardHosts checks that ALLOWED_HOSTS names hosts instead of taking all.
func wildcardHosts(s *Settings, r *audit.Reporter) {
	if !s.Has("ALLOWED_HOSTS") {
		return
	}
	a := s.Contains("ALLOWED_HOSTS", "*")
	if v := a.Value; a.Maybe() && v.Type == pyconf.Env && v.Default != nil {
		if there, at := v.Default.Has("*"); there == audit.Yes {
			r.Fail(a.Place, "ALLOWED_HOSTS takes every host where "+v.Name+" is not set").Also(at)
			return
		}
	}
	if a.Yes() && s.hasOtherHosts() {
		pyconf.Decide(r, a, "ALLOWED_HOSTS has \"*\", which makes its other hosts pointless", nil)
		return
	}
	pyconf.Decide(r, a, "ALLOWED_HOSTS takes every host", nil)
}

func (s *Settings) hasOtherHosts() bool {
	v := s.Get("ALLOWED_HOSTS")
	return v.Sequence() && len(v.Items) > 1
}
