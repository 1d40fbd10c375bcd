package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("cors-allow-all", corsAllowAll) }

// corsAllowAll checks that not every site may read the answers, least of all
// with the visitor's cookies. Turning it off stops the clients on other sites,
// so that the origins have to be listed first: there is no fix.
func corsAllowAll(s *Settings, r *audit.Reporter) {
	for _, name := range []string{"CORS_ALLOW_ALL_ORIGINS", "CORS_ORIGIN_ALLOW_ALL"} {
		if !s.Has(name) {
			continue
		}
		a := s.Bool(name)
		if v := s.Get(name).Unset(); a.Maybe() && v != nil && v.Truth() == audit.Yes {
			r.Fail(a.Place, "every site may read the answers unless the environment forbids it").Lower(audit.High).Doubt(audit.Likely)
			continue
		}
		if !a.Yes() {
			pyconf.Decide(r, a, "", nil)
			continue
		}
		if s.Bool("CORS_ALLOW_CREDENTIALS").Yes() {
			r.Fail(a.Place, "every site may read answers with the visitor's cookies").Also(s.Place("CORS_ALLOW_CREDENTIALS"))
		} else {
			r.Fail(a.Place, "every site may read the answers").Lower(audit.High)
		}
	}
}
