// Package secret tells what kind of value stands where a secret belongs: a
// placeholder, a reference, or something that may be a real secret. It knows no
// file format.
package secret

import "strings"

// Named reports whether a variable or setting of this name holds a secret.
func Named(name string) bool {
	name = strings.ToUpper(name)
	for _, not := range notSecret {
		if strings.HasSuffix(name, not) {
			return false
		}
	}
	for _, word := range []string{"SECRET", "PASSWORD", "PASSWD", "PASSPHRASE", "TOKEN", "CREDENTIAL"} {
		if strings.Contains(name, word) {
			return true
		}
	}
	if name == "PASS" {
		return true
	}
	for _, end := range []string{"API_KEY", "APIKEY", "ACCESS_KEY", "PRIVATE_KEY", "ENCRYPTION_KEY", "SIGNING_KEY", "AUTH_KEY", "_PASS", "_PWD"} {
		if strings.HasSuffix(name, end) {
			return true
		}
	}
	return false
}

// notSecret are ends of names that speak about a secret without holding it.
var notSecret = []string{
	"_FILE", "_PATH", "_DIR", "_URL", "_URI", "_AGE", "_TIMEOUT", "_EXPIRY", "_EXPIRE", "_EXPIRES", "_LIFETIME", "_TTL",
	"_ENABLED", "_LENGTH", "_NAME", "_HEADER", "_HEADER_NAME", "_ALGORITHM", "_HASHERS", "_VALIDATORS", "_FIELD", "_COUNT",
	"_ID", "_TYPE", "_CLASS", "_BACKEND", "_MODEL", "_ROTATE", "_RESET", "_PREFIX", "_KEYWORD", "_SERIALIZER", "_FORM", "_TEMPLATE",
	"_GENERATOR", "_FALLBACKS", "_REDIRECT", "_HASHER", "_MIN", "_MAX", "_DOMAIN", "_VIEW", "_KEYS",
	"_METHOD", "_ENDPOINT", "_POLICY", "_MODE", "_STRATEGY", "_SCHEME", "_ISSUER", "_AUDIENCE", "_CALLBACK", "_HANDLER", "_PARAM",
	"_STORAGE", "_FORMAT", "_LABEL", "_TEXT", "_PATTERN", "_REGEX", "_NAMES", "_PERIOD", "_DAYS", "_HOURS", "_MINUTES", "_SECONDS",
}

// Reference reports whether the value only points to a secret kept elsewhere: a
// variable, a template, a path, the name of a secret store, or a switch.
func Reference(value string) bool {
	v := strings.TrimSpace(value)
	if strings.Contains(v, "${") || strings.Contains(v, "{{") || strings.Contains(v, "{%") {
		return true
	}
	for _, start := range []string{"$", "%", "/", "file:", "vault:", "op://", "sops:", "arn:aws:secretsmanager:", "gcp-sm://", "projects/", "ENC["} {
		if strings.HasPrefix(v, start) {
			return true
		}
	}
	return strings.EqualFold(v, "true") || strings.EqualFold(v, "false")
}

// placeholderWords stand in values that were meant to be replaced. Each is
// looked for as a whole word of the value.
var placeholderWords = words(`your yours change changeme replace replaceme example placeholder todo fixme dummy
	insert enter put fill here xxx xxxx xxxxx xxxxxx xxxxxxxx redacted secret password passwd secretkey mysecret mysecretkey mypassword
	foo bar baz foobar notasecret unsafe insecure default sample test testing me my this it in with a an the key
	django production prod dev development local value real actual random string long very token api auth access db database
	user username admin postgres mysql redis email mail smtp aws s3 app application web site host sentry stripe
	please must be set to from please some something goes super strong secure min minimum characters chars 12345 123456 123`)

// telling are the placeholder words that give a value away; the others only
// keep a phrase from looking like a secret.
var telling = words(`your yours change changeme replace replaceme example placeholder todo fixme dummy insert redacted
	xxx xxxx xxxxx xxxxxx xxxxxxxx secret password passwd secretkey mysecret mysecretkey mypassword foobar notasecret unsafe
	insecure sample here please something`)

func words(list string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(list) {
		set[w] = true
	}
	return set
}

// Placeholder reports whether the value is one that everybody knows: text to be
// replaced, such as "your-secret-key-here" or "<password>", or the tutorial's
// own password.
func Placeholder(value string) bool {
	v := strings.ToLower(strings.TrimSpace(value))
	if v == "" {
		return false
	}
	if v[0] == '<' && v[len(v)-1] == '>' || v[0] == '[' && v[len(v)-1] == ']' {
		return true
	}
	if strings.Trim(v, string(v[0])) == "" && len(v) >= 3 {
		return true
	}
	for _, start := range []string{"your-", "your_", "changeme", "change-me", "change_me", "change this", "change-this", "replace-", "replace_"} {
		if strings.HasPrefix(v, start) {
			return true
		}
	}
	parts := strings.FieldsFunc(v, func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	told := false
	for _, part := range parts {
		part = strings.TrimRight(part, "0123456789!")
		if part != "" && !placeholderWords[part] {
			return false
		}
		told = told || telling[part]
	}
	return told
}

// URLPassword gives the password written inside a URL such as
// postgres://user:password@host/db, as it is written. One that is a reference
// is none.
func URLPassword(value string) (password string, ok bool) {
	_, rest, ok := strings.Cut(value, "://")
	if !ok {
		return "", false
	}
	if n := strings.IndexAny(rest, "/?#"); n >= 0 {
		rest = rest[:n]
	}
	n := strings.LastIndexByte(rest, '@')
	if n < 0 {
		return "", false
	}
	_, password, _ = strings.Cut(rest[:n], ":")
	if password == "" || Reference(password) {
		return "", false
	}
	return password, true
}
