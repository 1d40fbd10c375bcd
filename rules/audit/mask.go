package audit

import (
	"fmt"
	"unicode/utf8"
)

// Mask describes a secret without echoing it: its length and, where it is long
// enough to keep the rest secret, its last two characters.
func Mask(secret string) string {
	n := utf8.RuneCountInString(secret)
	if n < 12 {
		return fmt.Sprintf("%d characters", n)
	}
	runes := []rune(secret)
	return fmt.Sprintf("%d characters, ending in %q", n, string(runes[n-2:]))
}
