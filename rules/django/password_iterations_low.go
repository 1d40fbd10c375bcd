package django

import (
	"fmt"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/syntax/python"
)

func init() { Rules.Add("password-iterations-low", passwordIterationsLow) }

// passwordIterationsLow checks the rounds of a hasher that a project made on
// the base of PBKDF2.
func passwordIterationsLow(s *Settings, r *audit.Reporter) {
	const name = "PASSWORD_HASHERS"
	a := s.Ask(name, firstHasher(func(class string) bool { return !strings.HasPrefix(class, "django.") }))
	if !s.Has(name) || !a.Yes() {
		return
	}
	first := a.Value.Items[0].Value
	place := spanOr(s.inPython(first.Span), a.Place)
	class, _ := s.definition(first.Text).(*python.ClassDef)
	if class == nil {
		r.Unknown(place, "what "+hasherName(first.Text)+" does is not seen")
		return
	}
	if !extends(class, "PBKDF2PasswordHasher") && !extends(class, "PBKDF2SHA1PasswordHasher") {
		return
	}
	rounds := assignedNumber(class, "iterations")
	least := pbkdf2Rounds(s.Version)
	switch {
	case rounds < 0:
		r.Pass(place) // Django's own number, or a multiple of it
	case rounds < least:
		r.Fail(place, fmt.Sprintf("%s does %d rounds, Django %d", class.Name, rounds, least)).Also(class.NameSpan)
	default:
		r.Pass(place)
	}
}

// assignedNumber is the whole number that the body of a class gives a name, or
// -1 where it gives none.
func assignedNumber(class *python.ClassDef, name string) int64 {
	for _, stmt := range class.Body {
		if assign, ok := stmt.(*python.Assign); ok && binds(stmt, name) {
			if n, ok := assign.Value.(*python.Number); ok && n.Int != nil && n.Int.IsInt64() {
				return n.Int.Int64()
			}
		}
	}
	return -1
}
