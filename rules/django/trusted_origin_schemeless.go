package django

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("trusted-origin-schemeless", trustedOriginSchemeless) }

// trustedOriginSchemeless checks that trusted origins name their scheme.
func trustedOriginSchemeless(s *Settings, r *audit.Reporter) {
	if !s.Has("CSRF_TRUSTED_ORIGINS") {
		return
	}
	a := s.Ask("CSRF_TRUSTED_ORIGINS", schemeless)
	if a.Yes() && a.Value.Whole() {
		pyconf.Decide(r, a, "CSRF_TRUSTED_ORIGINS is a text, read letter by letter", nil)
		return
	}
	s.judgeItems(r, "CSRF_TRUSTED_ORIGINS", func(origin string) bool { return !strings.Contains(origin, "://") },
		func(origin string) string { return "trusted origin " + quoted(origin) + " has no scheme" })
}
