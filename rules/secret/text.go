package secret

import "strings"

// Possible reports whether a text that stands where a secret belongs may be
// one: it is no address, no path, no name of a variable or of something in
// Python, no placeholder, and not too plain.
func Possible(text string) bool {
	if len(text) < 6 || strings.ContainsAny(text, " \n") && !strings.HasPrefix(text, "-----BEGIN") {
		return false
	}
	for _, start := range []string{"/", "<", "{{", "http"} {
		if strings.HasPrefix(text, start) {
			return false
		}
	}
	return !dotted(text) && !constant(text) && distinct(text) > 3 && !documented(text) && !Placeholder(text)
}

// documented reports whether a text is an example key, as the documentation of
// cloud services prints them.
func documented(text string) bool {
	return strings.HasSuffix(text, "EXAMPLE") || strings.HasSuffix(text, "EXAMPLEKEY")
}

// dotted reports whether a text is the full name of something in Python, such
// as shop.models.Token.
func dotted(text string) bool {
	parts := strings.Split(text, ".")
	for _, part := range parts {
		if len(part) > 40 || !identifier(part) {
			return false
		}
	}
	return len(parts) >= 3
}

func identifier(word string) bool {
	for i, r := range word {
		if r != '_' && !(r|0x20 >= 'a' && r|0x20 <= 'z') && !(i > 0 && r >= '0' && r <= '9') {
			return false
		}
	}
	return word != ""
}

// constant reports whether a text is the name of a variable in capitals.
func constant(text string) bool {
	return identifier(text) && text == strings.ToUpper(text)
}

func distinct(text string) int {
	seen := map[rune]bool{}
	for _, r := range text {
		seen[r] = true
	}
	return len(seen)
}

// WellKnown reports whether a password is one that everybody tries first.
func WellKnown(password string) bool { return tried[strings.ToLower(password)] }

var tried = words(`postgres root admin password secret 123456 12345678 mysql test changeme django pass toor guest sa`)

// PlaceholderKey reports whether a key, however long it is, is made of the words
// with which templates ask for one, and of little else.
func PlaceholderKey(key string) bool {
	lower := strings.ToLower(key)
	for _, start := range []string{"changeme", "change-me", "change_me", "change me"} {
		if strings.HasPrefix(lower, start) {
			return true // however random what follows looks, everybody has it
		}
	}
	hits, letters := 0, 0
	for _, word := range strings.FieldsFunc(lower, func(r rune) bool { return strings.ContainsRune("_-. ", r) }) {
		letters += len(word)
		if placeholderWords[word] || keyWords[word] {
			hits += len(word)
		}
	}
	return hits >= 6 && hits*2 >= letters
}

// keyWords stand in placeholders for keys beside those of other placeholders.
var keyWords = words(`make and generate not for use do new own`)

// Unfilled reports whether a text that is no secret, such as an address, a path
// or a name, is one that templates use for "fill me in".
func Unfilled(text string) bool {
	lower := strings.ToLower(text)
	for _, mark := range marks {
		if strings.Contains(lower, mark) {
			return true
		}
	}
	return lower == "xxx" || lower == "todo"
}

var marks = []string{
	"yourdomain.", "your-domain.", "your_domain", "yoursite.", "your-site.", "yourcompany.", "your-db-", "your_db_", "your-server-ip",
	"your_username", "/path/to/", "changeme", "change-me", "change_me", "replace-me", "your_password", "your-password", "your-project",
	"your_project",
}
