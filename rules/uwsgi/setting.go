package uwsgi

import (
	"preflight/rules/audit"
	"preflight/rules/syntax/uwsgiini"
)

// Setting is one entry of the list of options that uWSGI makes of its files and
// its command line.
type Setting struct {
	Key, Value string
	Bare       bool             // an option of a command line that takes no value
	Line       *uwsgiini.Option // nil on a command line
	Span       audit.Span       // the whole option
	ValueSpan  audit.Span
	Given      audit.Truth // Maybe where a condition decides that nobody can see
	Open       bool        // the value holds a variable whose text is not known, as written

	known  *option // nil for a name that is no option
	done   bool    // acted upon when it was read
	hidden bool    // made by an option that the configuration itself declares
}

// Listed reports whether uWSGI shows the setting in its list: what options that
// the configuration declares stand for acts without being shown.
func (s *Setting) Listed() bool { return !s.hidden }

// Sure reports whether the setting and its whole value are in force.
func (s *Setting) Sure() bool { return s.Given == audit.Yes && !s.Open }

// On reads the value as uWSGI reads a switch: whatever is not one of four words
// turns it on.
func (s *Setting) On() audit.Truth {
	if s.Open {
		return audit.Maybe
	}
	return audit.TruthOf(!isOff(s.Value) || s.Bare)
}

// isOff knows the four words that turn a switch off.
func isOff(value string) bool {
	switch lower(value) {
	case "false", "off", "no", "0":
		return true
	}
	return false
}

// lower turns ASCII capitals into small letters, as strcasecmp compares.
func lower(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

// Number reads the value as uWSGI reads a number: the digits at the start, and
// nothing else is 0. It reports whether the value is a number and nothing more.
func (s *Setting) Number() (n int64, whole bool) {
	if s.Bare {
		return 1, true
	}
	n, rest := atoi(s.Value)
	return n, rest == "" && s.Value != ""
}

// atoi reads a number as C's does and gives what follows it.
func atoi(text string) (n int64, rest string) {
	i, negative := 0, false
	for i < len(text) && (text[i] == ' ' || text[i] >= '\t' && text[i] <= '\r') {
		i++
	}
	if i < len(text) && (text[i] == '-' || text[i] == '+') {
		negative = text[i] == '-'
		i++
	}
	start := i
	for ; i < len(text) && '0' <= text[i] && text[i] <= '9'; i++ {
		if n < 1<<58 {
			n = n*10 + int64(text[i]-'0')
		}
	}
	if i == start {
		return 0, text
	}
	if negative {
		n = -n
	}
	return n, text[i:]
}
