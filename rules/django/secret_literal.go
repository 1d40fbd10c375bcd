package django

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("secret-literal", secretLiteral) }

// secretLiteral finds secrets of other services in the code: names that say
// so, holding a text.
func secretLiteral(s *Settings, r *audit.Reporter) {
	for _, name := range s.Names() {
		if !secretName(name) {
			continue
		}
		for _, c := range pyconf.ChoicesOf(s.Get(name)) {
			v := c.Value
			switch {
			case v.Whole() && secretText(v.Text) && !s.fromElsewhere(v):
				r.Fail(spanOr(v.At, s.Place(name)), name+" is in the code ("+audit.Mask(v.Text)+")")
			case v.Type == pyconf.Env && v.Shape == pyconf.Text:
				r.Pass(spanOr(v.At, s.Place(name)))
			}
		}
	}
}

// secretName reports whether a name ends in a word for a secret, and is not one
// of the settings that only sound so.
func secretName(name string) bool {
	switch name {
	case "SECRET_KEY", "CSRF_COOKIE_NAME", "AUTH_PASSWORD_VALIDATORS", "PASSWORD_RESET_TIMEOUT", "PASSWORD_HASHERS":
		return false
	}
	for _, end := range []string{"_PASSWORD", "_PASSWD", "_PASS", "_SECRET", "_SECRET_KEY", "_API_KEY", "_APIKEY", "_TOKEN", "_PRIVATE_KEY", "_ACCESS_KEY",
		"_AUTH_TOKEN", "_SIGNING_KEY", "_ENCRYPTION_KEY", "_WEBHOOK_SECRET", "_CLIENT_SECRET", "_SECRET_ACCESS_KEY"} {
		if strings.HasSuffix(name, end) {
			return true
		}
	}
	return name == "PASSWORD" || name == "API_KEY" || name == "PRIVATE_KEY" || name == "MAILMAN_ARCHIVER_KEY"
}

// secretText leaves out what cannot be a secret: a name of a variable, field or
// file, a path, a placeholder in brackets.
func secretText(text string) bool {
	if len(text) < 6 || strings.ContainsAny(text, " \n") && !strings.HasPrefix(text, "-----BEGIN") {
		return false
	}
	if strings.HasPrefix(text, "/") || strings.HasPrefix(text, "<") || strings.HasPrefix(text, "{{") || strings.HasPrefix(text, "http") {
		return false
	}
	return !dottedName(text) && !pyconf.Capital(text) && distinct(text) > 3
}

// dottedName reports whether a text is the full name of something in Python.
func dottedName(text string) bool {
	for _, r := range text {
		if r != '.' && r != '_' && !(r >= 'a' && r <= 'z') {
			return false
		}
	}
	return strings.Count(text, ".") >= 2
}
