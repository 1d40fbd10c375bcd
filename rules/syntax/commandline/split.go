// Package commandline reads command lines as a shell does: words, quotes,
// operators; and it finds the program that wrappers such as env or poetry start.
package commandline

import (
	"strings"

	"preflight/rules/audit"
)

// Line is one simple command of a shell line.
type Line struct {
	Env   []audit.Variable // the assignments before the program
	Words []audit.Word     // the program first; empty where the line only assigns
}

// Split reads the text of a span as a shell does and gives its simple commands:
// "cd /srv && PORT=1 gunicorn shop.wsgi" has two. Of a redirection nothing is
// kept. What a shell would substitute stays as written, in a word that is open.
func Split(place audit.Span) []Line {
	return split(place.Text(), func(start, end int) audit.Span {
		return place.File.Span(place.Start+start, place.Start+end)
	})
}

// SplitWord reads a word of another command line, such as the one behind
// "sh -c". Places are exact where the word has no escapes in it.
func SplitWord(w audit.Word) []Line {
	raw := w.Span.Text()
	at := strings.Index(raw, w.Text)
	return split(w.Text, func(start, end int) audit.Span {
		if at < 0 {
			return w.Span
		}
		return w.Span.File.Span(w.Span.Start+at+start, w.Span.Start+at+end)
	})
}

// scanner cuts a text into words and operators.
type scanner struct {
	text  string
	at    int
	place func(start, end int) audit.Span
	lines []Line
	skip  bool // the next word is the target of a redirection
}

func split(text string, place func(start, end int) audit.Span) []Line {
	s := &scanner{text: text, place: place, lines: []Line{{}}}
	for s.at < len(text) {
		switch c := text[s.at]; {
		case c == ' ' || c == '\t' || c == '\r':
			s.at++
		case strings.HasPrefix(text[s.at:], "\\\n"):
			s.at += 2
		case c == '#':
			s.comment()
		case strings.IndexByte("\n;&|(){}!", c) >= 0 && s.isOperator():
			s.at++
			s.next()
		case c == '<' || c == '>':
			s.redirect()
		default:
			s.word()
		}
	}
	s.next()
	return s.lines[:len(s.lines)-1]
}

// isOperator tells braces and exclamation marks that stand alone from those in
// words.
func (s *scanner) isOperator() bool {
	if strings.IndexByte("{}!", s.text[s.at]) < 0 {
		return true
	}
	return s.at+1 == len(s.text) || strings.IndexByte(" \t\n;", s.text[s.at+1]) >= 0
}

// next starts another command, unless nothing stands in this one.
func (s *scanner) next() {
	s.skip = false
	if last := s.lines[len(s.lines)-1]; len(last.Words)+len(last.Env) > 0 {
		s.lines = append(s.lines, Line{})
	}
}

func (s *scanner) comment() {
	n := strings.IndexByte(s.text[s.at:], '\n')
	if n < 0 {
		n = len(s.text) - s.at
	}
	s.at += n
}

// redirect passes over an operator such as ">>" or ">&" and marks its target.
func (s *scanner) redirect() {
	for s.at < len(s.text) && strings.IndexByte("<>&|", s.text[s.at]) >= 0 {
		s.at++
	}
	s.skip = true
}

// word takes the word that starts here.
func (s *scanner) word() {
	start := s.at
	text, open := s.read()
	w := audit.Word{Text: text, Span: s.place(start, s.at), Open: open}
	line := &s.lines[len(s.lines)-1]
	raw := s.text[start:s.at]
	digits := strings.Trim(raw, "0123456789") == "" && s.at < len(s.text) && strings.IndexByte("<>", s.text[s.at]) >= 0
	name, value, assigns := strings.Cut(text, "=")
	switch {
	case s.skip || digits:
		s.skip = false
	case assigns && len(line.Words) == 0 && isName(name):
		line.Env = append(line.Env, audit.Variable{Name: name, Value: value, Span: w.Span})
	case len(line.Words) == 0 && keywords[raw]:
	default:
		line.Words = append(line.Words, w)
	}
}

// keywords stand before a command without being one.
var keywords = map[string]bool{"then": true, "do": true, "else": true, "if": true, "while": true, "until": true, "time": true}

// read gives the word from here to a blank or an operator.
func (s *scanner) read() (text string, open bool) {
	var b strings.Builder
	for s.at < len(s.text) {
		switch c := s.text[s.at]; {
		case strings.IndexByte(" \t\r\n;&|<>()", c) >= 0:
			return b.String(), open
		case c == '\'':
			s.quoted(&b)
		case c == '"':
			open = s.doubleQuoted(&b) || open
		case c == '\\' && s.at+1 < len(s.text):
			if s.text[s.at+1] != '\n' {
				b.WriteByte(s.text[s.at+1])
			}
			s.at += 2
		case s.substitution(&b):
			open = true
		default:
			open = open || c == '*' || c == '?'
			b.WriteByte(c)
			s.at++
		}
	}
	return b.String(), open
}

// quoted takes a part in single quotes.
func (s *scanner) quoted(b *strings.Builder) {
	rest := s.text[s.at+1:]
	n := strings.IndexByte(rest, '\'')
	if n < 0 {
		n = len(rest)
	}
	b.WriteString(rest[:n])
	s.at = min(len(s.text), s.at+n+2)
}

// doubleQuoted takes a part in double quotes and tells whether something in it
// is substituted.
func (s *scanner) doubleQuoted(b *strings.Builder) (open bool) {
	for s.at++; s.at < len(s.text); {
		switch c := s.text[s.at]; {
		case c == '"':
			s.at++
			return open
		case c == '\\' && s.at+1 < len(s.text) && strings.IndexByte("\\\"$`", s.text[s.at+1]) >= 0:
			b.WriteByte(s.text[s.at+1])
			s.at += 2
		case s.substitution(b):
			open = true
		default:
			b.WriteByte(c)
			s.at++
		}
	}
	return open
}

// maxSubstitution is how many bytes away the end of a substitution is looked
// for; without a limit many open ones would take quadratic time.
const maxSubstitution = 512

// substitution takes a variable or a command in its place, as written.
func (s *scanner) substitution(b *strings.Builder) bool {
	rest := s.text[s.at:]
	n := 0
	switch {
	case strings.HasPrefix(rest, "${"):
		n = strings.IndexByte(rest[:min(len(rest), maxSubstitution)], '}') + 1
	case strings.HasPrefix(rest, "$("):
		n = closing(rest[:min(len(rest), maxSubstitution)])
	case rest[0] == '`':
		n = strings.IndexByte(rest[1:min(len(rest), maxSubstitution)], '`') + 2
	case rest[0] == '$' && len(rest) > 1:
		for n = 1; n < len(rest) && isNameByte(rest[n]); n++ {
		}
		if n == 1 && strings.IndexByte("@*#?$!-", rest[1]) >= 0 {
			n = 2
		}
	}
	if n < 2 {
		return false
	}
	b.WriteString(rest[:n])
	s.at += n
	return true
}

// closing gives the offset behind the parenthesis that closes the first one; 0
// where none does.
func closing(text string) int {
	depth := 0
	for i := range len(text) {
		switch text[i] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return 0
}

func isName(text string) bool {
	if text == "" || text[0] >= '0' && text[0] <= '9' {
		return false
	}
	for i := range len(text) {
		if !isNameByte(text[i]) {
			return false
		}
	}
	return true
}

func isNameByte(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
}
