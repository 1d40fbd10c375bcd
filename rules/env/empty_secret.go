package env

import (
	"preflight/rules/audit"
	"preflight/rules/secret"
)

func init() { Rules.Add("empty-secret", emptySecret) }

// emptySecret checks that a variable named like a secret has a value.
func emptySecret(e *Environment, r *audit.Reporter) {
	if e.Example {
		return
	}
	for _, a := range e.InForce() {
		if !secret.Named(a.Name) {
			continue
		}
		if a.Value == "" {
			r.Fail(a.Span(), cut(a.Name)+" is empty")
		} else {
			r.Pass(a.Span())
		}
	}
}
