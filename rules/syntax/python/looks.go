package python

import (
	"strings"

	"preflight/rules/audit"
)

// looksLines is how much of a text LooksLikePython reads.
const looksLines = 200

// LooksLikePython says how sure it is, from 0 to 100, that a text is Python
// source, by the first 200 lines. Formats that share much with Python, such as
// env files and TOML, stay at 40 or below unless something in the text is
// Python's alone: an import, a call, a list, a definition.
func LooksLikePython(text string) int {
	m := Parse(&audit.File{Text: firstLines(text, looksLines)})
	var e evidence
	for _, s := range m.Body {
		e.add(s)
	}
	if e.good == 0 {
		return 0
	}
	score := 100 * e.good / (e.good + e.bad)
	if e.own == 0 {
		return min(score, 40)
	}
	return score
}

func firstLines(text string, n int) string {
	at := 0
	for range n {
		end := strings.IndexAny(text[at:], "\r\n")
		if end < 0 {
			return text
		}
		at += end + 1
	}
	return text[:at]
}

// evidence counts what speaks for Python and against it, in quarters of a
// statement, and what only Python has.
type evidence struct{ good, bad, own int }

func (e *evidence) add(s Stmt) {
	switch s := s.(type) {
	case *Import, *ImportFrom, *FunctionDef, *ClassDef, *If, *For, *While, *With, *Try:
		e.good += 4
		e.own++
	case *Assign:
		e.assign(s)
	case *AnnAssign:
		if s.Value == nil { // "key: value" is YAML
			e.bad += 2
			return
		}
		e.good += 4
		e.own++
	case *AugAssign:
		e.good += 4
	case *ExprStmt:
		e.alone(s.Value)
	case *Invalid:
		e.bad += 4
	}
}

// assign weighs name = value. Without blanks around the sign it is the way of
// env files and shell; a bare word as the value is the way of ini files.
func (e *evidence) assign(s *Assign) {
	switch s.Value.(type) {
	case *Call, *List, *Dict, *Tuple, *Set, *Subscript, *Comprehension, *JoinedStr:
		e.own++
	case *Constant:
		if blankAfter(s) {
			e.own++
		}
	case *Name, *Attribute, *BinOp:
		e.good++
		e.bad++
		return
	}
	if blankAfter(s) {
		e.good += 4
		return
	}
	e.good++
	e.bad++
}

// blankAfter reports whether a blank follows the assignment's first target.
func blankAfter(s *Assign) bool {
	span := s.Targets[0].Span()
	return strings.HasPrefix(span.File.Text[span.End:], " ")
}

// alone weighs an expression that is a statement.
func (e *evidence) alone(value Expr) {
	switch value.(type) {
	case *Call:
		e.good += 4
		e.own++
	case *Str:
		e.good += 2
	default:
		e.bad += 2
	}
}
