package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
	"preflight/rules/secret"
)

func init() { Rules.Add("secret-literal", secretLiteral) }

// secretLiteral finds secrets of other services in the code: names that say
// so, holding a text.
func secretLiteral(s *Settings, r *audit.Reporter) {
	for _, name := range s.Names() {
		switch {
		case secretName(name):
			s.literal(s.Get(name), name, s.Place(name), r)
		case secretDicts[name]:
			left := pyconf.MaxNodes
			s.literalEntries(s.Get(name), s.Place(name), &left, r)
		}
	}
}

// literal judges what stands under a name for a secret.
func (s *Settings) literal(v *pyconf.Value, name string, place audit.Span, r *audit.Reporter) {
	for _, c := range pyconf.ChoicesOf(v) {
		v := c.Value
		at := v.At
		if at.IsZero() {
			at = s.inPython(v.Span)
		}
		switch {
		case v.Whole() && secret.Possible(v.Text) && !s.fromElsewhere(v):
			r.Fail(spanOr(at, place), name+" is in the code ("+audit.Mask(v.Text)+")")
		case v.Type == pyconf.Env && v.Shape == pyconf.Text:
			r.Pass(spanOr(at, place))
		}
	}
}

// secretDicts are settings whose entries hold keys and passwords of services.
var secretDicts = namesOf("SIMPLE_JWT", "SOCIALACCOUNT_PROVIDERS", "MAILERS", "STORAGES", "CACHES", "ANYMAIL", "OAUTH2_PROVIDER", "GRAPHQL_JWT",
	"ELASTICSEARCH_DSL", "HAYSTACK_CONNECTIONS", "CLOUDINARY_STORAGE", "PUSH_NOTIFICATIONS_SETTINGS")

// literalEntries looks for secrets inside a dict.
func (s *Settings) literalEntries(v *pyconf.Value, place audit.Span, left *int, r *audit.Reporter) {
	if *left--; *left < 0 {
		return
	}
	for _, c := range pyconf.ChoicesOf(v) {
		for _, it := range c.Value.Items {
			s.literalEntries(it.Value, place, left, r)
		}
		for _, p := range c.Value.Pairs {
			if p.Key.Whole() && secret.Named(p.Key.Text) {
				s.literal(p.Value, p.Key.Text, place, r)
			} else {
				s.literalEntries(p.Value, place, left, r)
			}
		}
	}
}

// secretName reports whether a name is one of a secret, and none that another
// rule judges or that only sounds so.
func secretName(name string) bool {
	switch name {
	case "SECRET_KEY", "CSRF_COOKIE_NAME":
		return false
	}
	return secret.Named(name) || name == "MAILMAN_ARCHIVER_KEY"
}
