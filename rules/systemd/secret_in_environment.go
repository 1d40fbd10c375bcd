package systemd

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("secret-in-environment", secretInEnvironment) }

// secretInEnvironment finds secrets in Environment=, which every user of the
// host can read from the manager.
func secretInEnvironment(u *Unit, r *audit.Reporter) {
	for _, e := range u.List("Environment") {
		for _, t := range cutCommand(e.Value).words {
			name, value, ok := strings.Cut(t.text, "=")
			if !ok || value == "" {
				continue
			}
			place := e.Place(t.start, t.end)
			switch {
			case isPlaceholder(value):
				if isSecretName(name) {
					r.Fail(place, short("%s is set in the unit to a placeholder", name)).Lower(audit.Low)
				}
			case isSecretName(name) && !isReference(value):
				r.Fail(place, clipped(name, 24)+" is in the unit ("+audit.Mask(value)+")")
			case passwordInURL(value) != "":
				r.Fail(place, clipped(name, 24)+" holds a password ("+audit.Mask(passwordInURL(value))+")")
			}
		}
	}
}

// secretWords are the parts of a variable's name that tell a secret.
var secretWords = []string{"SECRET", "PASSWORD", "PASSWD", "TOKEN", "API_KEY", "APIKEY", "PRIVATE_KEY", "ACCESS_KEY", "PASSPHRASE", "CREDENTIAL"}

// isSecretName goes by the words in a variable's name. A name that says where
// the secret is, or how it is made, holds none.
func isSecretName(name string) bool {
	name = strings.ToUpper(name)
	for _, end := range []string{"_FILE", "_PATH", "_DIR", "_URL", "_NAME", "_ID", "_EXPIRY", "_TTL", "_AGE", "_LENGTH", "_ALGORITHM", "_HASHERS", "_VALIDATORS", "_TIMEOUT", "_HEADER"} {
		if strings.HasSuffix(name, end) {
			return false
		}
	}
	for _, word := range secretWords {
		if strings.Contains(name, word) {
			return true
		}
	}
	return name == "PGPASSWORD" || name == "PASS" || strings.HasSuffix(name, "_PASS")
}

// isReference reports whether a value only names where the secret is.
func isReference(value string) bool {
	return strings.HasPrefix(value, "/") || strings.HasPrefix(value, "%") || strings.HasPrefix(value, "$") ||
		strings.HasPrefix(value, "file:") || strings.EqualFold(value, "true") || strings.EqualFold(value, "false")
}

// isPlaceholder reports whether a value is one that nobody has filled in.
func isPlaceholder(value string) bool {
	lower := strings.ToLower(strings.Trim(value, "<>[]{}"))
	for _, word := range []string{"changeme", "change-me", "change_me", "xxx", "...", "placeholder", "your-", "your_", "example"} {
		if strings.HasPrefix(lower, word) {
			return true
		}
	}
	return value[0] == '<' || strings.Trim(value, "*") == ""
}

// passwordInURL is the password in a value such as postgres://user:pass@host.
func passwordInURL(value string) string {
	_, rest, ok := strings.Cut(value, "://")
	if !ok {
		return ""
	}
	if n := strings.IndexAny(rest, "/?#"); n >= 0 {
		rest = rest[:n]
	}
	n := strings.LastIndexByte(rest, '@')
	if n < 0 {
		return ""
	}
	_, password, _ := strings.Cut(rest[:n], ":")
	if strings.HasPrefix(password, "$") || strings.HasPrefix(password, "%") {
		return ""
	}
	return password
}
