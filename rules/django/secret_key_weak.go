package django

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("secret-key-weak", secretKeyWeak) }

// secretKeyWeak checks the strength of the secret key as Django does: 50
// characters, 5 of them distinct, and not the prefix of startproject.
func secretKeyWeak(s *Settings, r *audit.Reporter) {
	a := s.Ask("SECRET_KEY", weakKey)
	switch {
	case a.Yes() && a.Doubt && a.Value.Truth() == audit.No:
		// A site without a key does not start: the optional module brings it.
		r.Unknown(a.Place, s.Get("SECRET_KEY").Settle())
	case a.Yes():
		r.Fail(a.Place, weakness(a)).Also(a.Value.Span)
	case a.No() && !a.Default:
		r.Pass(a.Place)
	case a.Maybe():
		r.Unknown(a.Place, a.Settle)
	}
}

func weakness(a pyconf.Answer) string {
	v := a.Value
	switch {
	case a.Default:
		return "SECRET_KEY is not set, so the site does not start"
	case v.Type == pyconf.None || v.Whole() && v.Text == "":
		return "SECRET_KEY is empty, so the site does not start"
	case strings.HasPrefix(v.Head(), keyPrefix):
		return "SECRET_KEY starts with django-insecure-"
	case utf8.RuneCountInString(v.Text) < keyLength:
		return fmt.Sprintf("SECRET_KEY has %d characters, fewer than %d", utf8.RuneCountInString(v.Text), keyLength)
	}
	return fmt.Sprintf("SECRET_KEY has fewer than %d distinct characters", keyDistinct)
}
