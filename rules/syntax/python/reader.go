package python

import (
	"strings"

	"github.com/go-python/gpython/ast"
	"github.com/go-python/gpython/parser"
	"github.com/go-python/gpython/py"

	"preflight/rules/audit"
)

// reader turns the tokens of a file into statements.
type reader struct {
	file     *audit.File
	text     string
	toks     []token
	lines    []line
	problems []audit.Problem
	lost     bool

	next   int // the line to read next
	limit  int // the line at which the block must end
	depth  int // blocks around it
	level  int // depth of the expression around the one being read
	failed bool
	why    audit.Problem // of the first failure in this statement

	work   lowering
	source strings.Reader
}

// fail notes why the statement cannot be read; the first reason stands.
func (r *reader) fail(tok int, message string) {
	if r.failed {
		return
	}
	r.failed = true
	t := r.toks[tok]
	r.why = audit.Problem{Span: r.file.Span(int(t.start), int(t.end)), Message: message}
}

// span gives the bytes from token lo to token hi, both included.
func (r *reader) span(lo, hi int) audit.Span {
	return r.file.Span(int(r.toks[lo].start), int(r.toks[hi].end))
}

// lit is the text of a token.
func (r *reader) lit(tok int) string { return r.text[r.toks[tok].start:r.toks[tok].end] }

// skip gives the token after i or, if i opens something, after its end.
func (r *reader) skip(i int) int {
	if m := int(r.toks[i].mate); m > i {
		return m + 1
	}
	return i + 1
}

// groupEnd gives the last token of the adjacent strings that start at i.
func (r *reader) groupEnd(i int) int {
	for {
		next := r.skip(i)
		if !r.toks[next].kind.startsString() {
			return next - 1
		}
		i = next
	}
}

// find gives the first token of a kind from lo up to hi that is in no bracket
// and no lambda's parameters, or -1.
func (r *reader) find(k kind, lo, hi int) int {
	for i := lo; i < hi; i = r.skip(i) {
		if r.toks[i].kind == k {
			return i
		}
	}
	return -1
}

// split cuts the tokens from lo up to hi at commas outside brackets. A comma
// at the end makes no part.
func (r *reader) split(lo, hi int) [][2]int {
	var parts [][2]int
	for lo < hi {
		end := r.find(',', lo, hi)
		if end < 0 {
			end = hi
		}
		parts = append(parts, [2]int{lo, end})
		lo = end + 1
	}
	return parts
}

// expr reads the tokens from lo up to hi as an expression. It gives nil and
// notes why if they are none.
func (r *reader) expr(lo, hi int) Expr { return r.part(lo, hi, false).e }

// part reads an expression or a case's pattern.
func (r *reader) part(lo, hi int, pattern bool) piece {
	if r.failed {
		return piece{}
	}
	if lo >= hi {
		r.fail(lo, "an expression is missing")
		return piece{}
	}
	if r.isAtom(lo, hi) {
		return r.leaf(lo)
	}
	w := r.begin(pattern)
	if !w.lower(lo, hi) {
		return piece{}
	}
	return r.parse(w)
}

// isAtom reports whether the tokens are one name or literal, which needs no
// grammar.
func (r *reader) isAtom(lo, hi int) bool {
	k := r.toks[lo].kind
	switch {
	case k.startsString():
		return r.groupEnd(lo) == hi-1
	case k.isName() || k == kNumber || k == kTrue || k == kFalse || k == kNone || k == kEllipsis:
		return lo+1 == hi
	}
	return false
}

// begin makes a lowering ready. Expressions inside f-strings and lambdas are
// read while the one around them is done being lowered, so one buffer serves.
func (r *reader) begin(pattern bool) *lowering {
	w := &r.work
	w.r, w.out, w.at = r, append(w.out[:0], '('), w.at[:0]
	w.scopes = append(w.scopes[:0], scope{depth: r.level})
	w.awaits, w.want, w.pattern, w.depth, w.after = w.awaits[:0], true, pattern, r.level, kEnd
	return w
}

// parse gives the lowered text to gpython and converts what it makes of it.
func (r *reader) parse(w *lowering) piece {
	tree := r.tree(w)
	if tree == nil {
		return piece{}
	}
	return r.convert(tree)
}

// tree gives the lowered text to gpython; nil if it is refused.
func (r *reader) tree(w *lowering) ast.Expr {
	w.out = append(w.out, ')')
	r.source.Reset(string(w.out))
	mod, err := parser.Parse(&r.source, "", py.EvalMode)
	if err != nil {
		r.fail(w.tokenAt(err), "invalid syntax")
		return nil
	}
	tree, ok := mod.(*ast.Expression)
	if !ok {
		r.fail(int(w.at[1]), "invalid syntax")
		return nil
	}
	return tree.Body
}

// tokenAt gives the token at which gpython stopped.
func (w *lowering) tokenAt(err error) int {
	tok := int(w.at[1])
	e, ok := err.(*py.Exception)
	if !ok {
		return tok
	}
	offset, _ := e.Dict["offset"].(py.Int)
	for i := 0; i < len(w.at) && int64(w.at[i]) < int64(offset); i += 2 {
		tok = int(w.at[i+1])
	}
	return tok
}

// bases reads the arguments in a class header, which stand in the parentheses
// that open with token open, as a call of the class's name.
func (r *reader) bases(name, open int) ([]Expr, []*Keyword) {
	if r.failed || int(r.toks[open].mate) == open+1 {
		return nil, nil
	}
	w := r.begin(false)
	w.mark(name)
	w.at = append(w.at, 1, int32(name))
	w.want, w.after = false, kName
	if !w.lower(open, int(r.toks[open].mate)+1) {
		return nil, nil
	}
	call, ok := r.tree(w).(*ast.Call)
	if !ok {
		r.fail(name, "invalid syntax")
		return nil, nil
	}
	return r.arguments(call)
}
