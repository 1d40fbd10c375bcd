package django

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
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
		if v.Whole() && placeholderKey(v.Text) {
			r.Fail(spanOr(c.Value.At, s.Place("SECRET_KEY")), "SECRET_KEY is a placeholder ("+audit.Mask(v.Text)+")")
		}
	}
}

// placeholderKey reports whether a text is made of the words with which
// templates ask for a key, and of little else.
func placeholderKey(key string) bool {
	for _, start := range []string{"changeme", "change-me", "change_me", "change me"} {
		if strings.HasPrefix(strings.ToLower(key), start) {
			return true // however random what follows looks, everybody has it
		}
	}
	hits, letters := 0, 0
	for _, word := range words(strings.ToLower(key)) {
		letters += len(word)
		if placeholderWords[word] {
			hits += len(word)
		}
	}
	return hits >= 6 && hits*2 >= letters
}

var placeholderWords = namesOf("your", "secret", "key", "here", "change", "changeme", "me", "this", "replace", "insert", "super",
	"make", "it", "long", "and", "random", "placeholder", "example", "todo", "xxx", "dummy", "please", "in", "production",
	"my", "very", "unsafe", "insecure", "default", "test", "put", "a", "to", "something", "set", "generate", "value", "django",
	"secretkey", "password", "not", "for", "use", "do", "with", "real", "some", "string", "strong", "new", "own", "the")
