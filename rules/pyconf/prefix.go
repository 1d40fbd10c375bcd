package pyconf

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/syntax/python"
)

// start is the question whether a text that is not known starts with another.
type start struct {
	of   string // the question of the text
	text string
}

// startsWith is v.startswith(text): where it is believed, the start is known.
func (e *evaluator) startsWith(v *Value, text string, at audit.Span) *Value {
	w := &Value{Type: Unknown, Shape: Bool, Reason: v.Reason, Span: at, Question: cut(v.Question + " starts with " + text)}
	e.project.starts[w.Question] = start{v.Question, text}
	return w
}

// knownStart is what a text that is not known starts with, where the branch
// being read runs.
func (e *evaluator) knownStart(v *Value) string {
	if v.Type != Unknown || v.Question == "" {
		return ""
	}
	for _, c := range e.path {
		if s, ok := e.project.starts[c.Key]; ok && c.Want && s.of == v.Question {
			return s.text
		}
	}
	return ""
}

// rest is v[from:] of a text of which only the start is known.
func (e *evaluator) rest(v *Value, from int, at audit.Span) *Value {
	head := e.knownStart(v)
	if from < 0 || from >= len(head) {
		return nil
	}
	return started(head[from:], NewUnknown(v.Reason, at), at)
}

// started is a text with a known start.
func started(head string, rest *Value, at audit.Span) *Value {
	return &Value{Type: Text, Parts: []*Value{textValue(head, at), rest}, Span: at}
}

// withoutEnd is text.removesuffix(end) where only the start of it is known: the
// end may reach into it.
func withoutEnd(v *Value, end string, at audit.Span) *Value {
	head := v.Head()
	if len(end) >= len(head) {
		return nil
	}
	return started(head[:len(head)-len(end)], NewUnknown(v.Settle(), at), at)
}

// believeAll notes for a branch that each part of its test holds.
func (e *evaluator) believeAll(test python.Expr) {
	all, ok := test.(*python.BoolOp)
	if !ok || all.Op != "and" {
		return
	}
	for _, x := range all.Values {
		if v := e.eval(x); e.truth(v) == audit.Maybe {
			e.believe(e.condOf(Restrict(v, e.facts), x.Span()))
		}
	}
}

// hide notes that any name with the start may hold something else from here on.
func (e *evaluator) hide(head string, v *Value, at audit.Span) {
	s := e.scope.Module()
	why := v.Settle()
	if why == "" {
		why = "globals() is written under a name that is not seen"
	}
	s.hidden = append(s.hidden, hidden{head, why})
	c := Cond{Key: e.fresh(), Want: true, Span: at, Why: why}
	if extra := e.addition(); extra != nil {
		c = *extra
	}
	e.doubt(s, c, at, func(name string) bool { return strings.HasPrefix(name, head) })
}
