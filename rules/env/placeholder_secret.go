package env

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/secret"
	"preflight/rules/syntax/dotenv"
)

func init() { Rules.Add("placeholder-secret", placeholderSecret) }

// placeholderSecret checks that secrets are not the text of a tutorial.
func placeholderSecret(e *Environment, r *audit.Reporter) {
	if e.Example {
		return
	}
	for _, a := range e.InForce() {
		value, ok := credential(a)
		switch {
		case !ok || secret.Reference(value):
		case secret.Placeholder(value):
			r.Fail(a.Span(), cut(a.Name)+" holds a placeholder, not a secret")
		case secret.Named(a.Name) || value != a.Value:
			r.Pass(a.Span())
		}
	}
}

// credential is the part of a variable that lets somebody in: a password or a
// key inside a URL, or the whole value of what is named as one.
func credential(a dotenv.Assignment) (value string, ok bool) {
	if password, ok := secret.URLPassword(a.Value); ok {
		return password, true
	}
	if strings.HasSuffix(a.Name, "_DSN") {
		_, rest, _ := strings.Cut(a.Value, "://")
		key, _, ok := strings.Cut(rest, "@")
		return key, ok
	}
	return a.Value, a.Value != "" && (secret.Named(a.Name) || strings.Contains(a.Name, "ACCESS_KEY"))
}

// cut keeps a name short enough for a message.
func cut(name string) string {
	if len(name) > 32 {
		return name[:31] + "…"
	}
	return name
}
