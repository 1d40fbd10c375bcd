package systemd

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// token is a word of a value: its text without quotes and escapes, and where
// it stands in the value.
type token struct {
	text       string
	start, end int
}

// line is a value cut into words.
type line struct {
	words []token
	// broken reports a quote that nobody closed, or outside of command lines a
	// backslash at the end: systemd reads the words before it only, if any.
	broken bool
}

const wordBlanks = " \t\n\r"

// cut splits a value at blanks, as systemd does for most lists: a backslash
// takes the next character as it is; quotes hold a word together where unquote
// is set, and are plain characters where it is not.
func cut(value string, unquote bool) line {
	return split(value, unquote, false)
}

// cutCommand splits a command line or Environment=, where backslashes make the
// escapes of C.
func cutCommand(value string) line { return split(value, true, true) }

func split(value string, unquote, escapes bool) line {
	var l line
	for at := 0; ; {
		for at < len(value) && strings.IndexByte(wordBlanks, value[at]) >= 0 {
			at++
		}
		if at == len(value) {
			return l
		}
		text, end, ok := word(value, at, unquote, escapes)
		if !ok {
			l.broken = true
			return l
		}
		l.words = append(l.words, token{text, at, end})
		at = end
	}
}

// word reads one word from the offset on.
func word(value string, at int, unquote, escapes bool) (text string, end int, ok bool) {
	var b strings.Builder
	quote := byte(0)
	for ; at < len(value); at++ {
		c := value[at]
		switch {
		case c == '\\':
			n, ok := escape(&b, value[at+1:], escapes)
			if !ok {
				return "", at, false
			}
			at += n
		case quote != 0 && c == quote:
			quote = 0
		case quote != 0:
			b.WriteByte(c)
		case unquote && (c == '"' || c == '\''):
			quote = c
		case strings.IndexByte(wordBlanks, c) >= 0:
			return b.String(), at, true
		default:
			b.WriteByte(c)
		}
	}
	return b.String(), at, quote == 0
}

// escape writes what the text behind a backslash means and gives how many bytes
// it took. In a command line, where the backslash means nothing it stands for
// itself, and \; is the semicolon that separates nothing.
func escape(b *strings.Builder, rest string, escapes bool) (taken int, ok bool) {
	switch {
	case !escapes && rest == "":
		return 0, false
	case !escapes || rest == ";" || strings.HasPrefix(rest, "; "):
		b.WriteByte(rest[0])
		return 1, true
	case rest == "":
		b.WriteByte('\\')
		return 0, true
	}
	if n := cEscape(b, rest); n > 0 {
		return n, true
	}
	b.WriteByte('\\')
	return 0, true
}

// cEscape writes what an escape of C means; 0 where it is none.
func cEscape(b *strings.Builder, rest string) int {
	if n := strings.IndexByte(`abfnrtvs\"'`, rest[0]); n >= 0 {
		b.WriteByte("\a\b\f\n\r\t\v \\\"'"[n])
		return 1
	}
	digits, base, from := 0, 16, 1
	switch rest[0] {
	case 'x':
		digits = 2
	case 'u':
		digits = 4
	case 'U':
		digits = 8
	case '0', '1', '2', '3', '4', '5', '6', '7':
		digits, base, from = 3, 8, 0
	}
	if digits == 0 || len(rest) < from+digits {
		return 0
	}
	code, err := strconv.ParseUint(rest[from:from+digits], base, 32)
	if err != nil || code == 0 || code > utf8.MaxRune || base == 8 && code > 255 {
		return 0
	}
	if digits <= 3 {
		b.WriteByte(byte(code))
	} else {
		b.WriteRune(rune(code))
	}
	return from + digits
}
