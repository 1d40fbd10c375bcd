package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
	"preflight/rules/secret"
)

func init() { Rules.Add("secret-key-placeholder", secretKeyPlaceholder) }

// secretKeyPlaceholder checks that the secret key is not the text of a
// template or tutorial, however long it is.
func secretKeyPlaceholder(s *Settings, r *audit.Reporter) {
	if !s.Has("SECRET_KEY") {
		return
	}
	for _, c := range pyconf.ChoicesOf(s.Get("SECRET_KEY")) {
		v := c.Value
		if v.Type == pyconf.Env && v.Default != nil {
			v = v.Default
		}
		if v.Whole() && secret.PlaceholderKey(v.Text) {
			r.Fail(spanOr(c.Value.At, s.Place("SECRET_KEY")), "SECRET_KEY is a placeholder ("+audit.Mask(v.Text)+")")
		}
	}
}
