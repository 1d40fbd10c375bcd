package django

import "preflight/rules/audit"

func init() { Rules.Add("hosts-local-only", hostsLocalOnly) }

// hostsLocalOnly tells that a deployed site answers to this machine only.
func hostsLocalOnly(s *Settings, r *audit.Reporter) {
	if !s.Has("ALLOWED_HOSTS") || s.Bool("DEBUG").Yes() {
		return
	}
	v := s.Get("ALLOWED_HOSTS")
	if !v.Sequence() || len(v.Items) == 0 {
		return
	}
	for _, it := range v.Items {
		if it.Rest || !it.Value.Whole() || !localHosts[it.Value.Text] {
			return
		}
	}
	r.Fail(s.Place("ALLOWED_HOSTS"), "ALLOWED_HOSTS has only names of this machine")
}

var localHosts = namesOf("localhost", "127.0.0.1", "[::1]", ".localhost", "0.0.0.0")
