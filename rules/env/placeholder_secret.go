package env

import (
	"preflight/rules/audit"
	"preflight/rules/secret"
)

func init() { Rules.Add("placeholder-secret", placeholderSecret) }

// placeholderSecret checks that secrets are not the text of a tutorial.
func placeholderSecret(e *Environment, r *audit.Reporter) {
	if e.Example {
		return
	}
	for _, a := range e.InForce() {
		value := a.Value
		if password, ok := secret.URLPassword(value); ok {
			value = password
		} else if !secret.Named(a.Name) {
			continue
		}
		switch {
		case value == "" || secret.Reference(value):
		case secret.Placeholder(value):
			r.Fail(a.Span(), cut(a.Name)+" holds a placeholder, not a secret")
		default:
			r.Pass(a.Span())
		}
	}
}

// cut keeps a name short enough for a message.
func cut(name string) string {
	if len(name) > 32 {
		return name[:31] + "…"
	}
	return name
}
