package audit

import "strings"

// Clip gives the start of a text from a file for a message: on one line, at most
// so many characters, with an ellipsis where something was cut off.
func Clip(text string, most int) string {
	text = strings.Map(func(c rune) rune {
		if c < ' ' || c == 0x7f {
			return ' '
		}
		return c
	}, text)
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return text
}
