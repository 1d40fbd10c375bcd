package django

import (
	"fmt"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("secret-key-fallback-weak", secretKeyFallbackWeak) }

// secretKeyFallbackWeak checks the keys that still verify signatures.
func secretKeyFallbackWeak(s *Settings, r *audit.Reporter) {
	if !s.Has("SECRET_KEY_FALLBACKS") {
		return
	}
	a := s.Ask("SECRET_KEY_FALLBACKS", weakFallbacks)
	if !a.Yes() {
		pyconf.Decide(r, a, "", nil)
		return
	}
	for i, it := range a.Value.Items {
		if pyconf.ItemTruth(it, weakKey) == audit.Yes {
			place := spanOr(s.inPython(it.Value.Span), a.Place)
			r.Fail(place, fmt.Sprintf("SECRET_KEY_FALLBACKS[%d] is weak", i))
		}
	}
}
