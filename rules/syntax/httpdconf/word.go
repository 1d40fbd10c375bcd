package httpdconf

import "strings"

// blank reports whether httpd takes the byte for white space.
func blank(c byte) bool { return c == ' ' || c >= '\t' && c <= '\r' }

func skipBlanks(text string, i int) int {
	for i < len(text) && blank(text[i]) {
		i++
	}
	return i
}

// scan is one word as found in a line.
type scan struct {
	start, end int // with the quotes
	value      string
	quote      byte
	unclosed   bool
}

// nextWord reads the word at i, which is not blank. A quote opens a quoted word
// only at its start; what follows the closing quote is the next word.
func nextWord(text string, i int) scan {
	w := scan{start: i}
	if c := text[i]; c == '"' || c == '\'' {
		w.quote = c
		body := i + 1
		w.end = quotedEnd(text, body, c)
		w.value = unescape(text[body:w.end], c)
		if w.end < len(text) {
			w.end++
		} else {
			w.unclosed = true
		}
		return w
	}
	w.end = bareEnd(text, i)
	w.value = unescape(text[i:w.end], 0)
	return w
}

// quotedEnd finds the closing quote, or the end of the text.
func quotedEnd(text string, i int, quote byte) int {
	for i < len(text) && text[i] != quote {
		if text[i] == '\\' && i+1 < len(text) && (text[i+1] == quote || text[i+1] == '\\') {
			i++
		}
		i++
	}
	return min(i, len(text))
}

// bareEnd finds the end of an unquoted word. The placeholder of a template
// language, "{{ name }}", belongs to one word whatever blanks it holds.
func bareEnd(text string, i int) int {
	for i < len(text) && !blank(text[i]) {
		if strings.HasPrefix(text[i:], "{{") {
			const longest = 200
			if n := strings.Index(text[i:min(len(text), i+longest)], "}}"); n > 0 {
				i += n + 2
				continue
			}
		}
		i++
	}
	return i
}

// unescape resolves a backslash before a backslash or, in quotes, the quote.
func unescape(text string, quote byte) string {
	if !strings.Contains(text, `\`) {
		return text
	}
	var out strings.Builder
	for i := 0; i < len(text); i++ {
		if text[i] == '\\' && i+1 < len(text) && (text[i+1] == '\\' || quote != 0 && text[i+1] == quote) {
			i++
		}
		out.WriteByte(text[i])
	}
	return out.String()
}
