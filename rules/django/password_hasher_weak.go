package django

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("password-hasher-weak", passwordHasherWeak) }

// passwordHasherWeak checks how new passwords are kept: by the first hasher.
func passwordHasherWeak(s *Settings, r *audit.Reporter) {
	if !s.Has("PASSWORD_HASHERS") {
		return
	}
	a := s.Ask("PASSWORD_HASHERS", func(v *pyconf.Value) audit.Truth {
		if !v.Sequence() || len(v.Items) == 0 || v.Items[0].Rest {
			return audit.Maybe
		}
		return pyconf.ItemTruth(v.Items[0], pyconf.TextThat(fastHasher))
	})
	if !a.Yes() {
		pyconf.Decide(r, a, "", nil)
		s.legacyHashers(r)
		return
	}
	first := a.Value.Items[0].Value
	r.Fail(spanOr(s.inPython(first.Span), a.Place), "passwords are kept by "+hasherName(first.Text))
}

// legacyHashers are fast ones further down: old passwords stay as they are.
func (s *Settings) legacyHashers(r *audit.Reporter) {
	if v := pyconf.FindItem(s.held("PASSWORD_HASHERS"), pyconf.TextThat(fastHasher)); v != nil {
		r.Fail(spanOr(s.inPython(v.Span), s.Place("PASSWORD_HASHERS")), hasherName(v.Text)+" still accepts old passwords").Lower(audit.Medium)
	}
}

func hasherName(class string) string { return class[strings.LastIndexByte(class, '.')+1:] }

// fastHasher reports whether a hasher is one that can be tried millions of
// times a second.
func fastHasher(class string) bool {
	switch hasherName(class) {
	case "MD5PasswordHasher", "UnsaltedMD5PasswordHasher", "SHA1PasswordHasher", "UnsaltedSHA1PasswordHasher", "CryptPasswordHasher", "PlainTextPasswordHasher":
		return true
	}
	return false
}
