package django

import (
	"fmt"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("secret-key-fallback-stale", secretKeyFallbackStale) }

// secretKeyFallbackStale checks that old keys leave the list.
func secretKeyFallbackStale(s *Settings, r *audit.Reporter) {
	const name, most = "SECRET_KEY_FALLBACKS", 2
	v := s.Get(name)
	if !s.Has(name) || !v.Sequence() {
		return
	}
	sure := 0
	for _, it := range v.Items {
		if it.Rest || len(it.When) > 0 {
			continue
		}
		sure++
		if sameKey(it.Value, s.Get("SECRET_KEY")) {
			r.Fail(s.Place(name), "SECRET_KEY is among its own fallbacks")
			return
		}
	}
	if sure > most {
		r.Fail(s.Place(name), fmt.Sprintf("%d old keys still verify signatures", sure))
	}
}

// sameKey reports whether two values are the same text, or the same variable of
// the environment.
func sameKey(a, b *pyconf.Value) bool {
	if a.Type == pyconf.Env && b.Type == pyconf.Env {
		return a.Name == b.Name && a.Name != ""
	}
	return a.Whole() && b.Whole() && a.Text == b.Text && a.Text != ""
}
