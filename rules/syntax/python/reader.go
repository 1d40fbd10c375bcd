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
	shapes map[string]shape
	marks  []int32 // tokens of the placeholders of the expressions being read
	base   int     // where those of the innermost one start
}

// shape is what gpython makes of a lowered text.
type shape struct {
	tree   ast.Expr // nil if it is refused
	offset int      // then, how far gpython came
}

// Shapes longer than this, or beyond this number, are not kept.
const (
	maxShape  = 400
	maxShapes = 2000
)

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
	var p piece
	if r.isAtom(lo, hi) {
		p = r.leaf(lo)
	} else if w := r.begin(pattern); w.lower(lo, hi) {
		p = r.parse(w)
	}
	if r.failed {
		return piece{}
	}
	return p
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
	if r.level == 0 {
		r.marks = r.marks[:0]
	}
	w := &r.work
	w.r, w.out, w.at, w.base = r, append(w.out[:0], '('), w.at[:0], len(r.marks)
	w.scopes = append(w.scopes[:0], scope{depth: r.level})
	w.awaits, w.want, w.pattern, w.depth, w.after = w.awaits[:0], true, pattern, r.level, kEnd
	return w
}

// parse gives the lowered text to gpython and converts what it makes of it.
func (r *reader) parse(w *lowering) (p piece) {
	r.within(w.base, r.tree(w), func(tree ast.Expr) { p = r.convert(tree) })
	return p
}

// within converts a tree whose placeholders start at mark base; a nil tree,
// which was refused, is left alone.
func (r *reader) within(base int, tree ast.Expr, convert func(ast.Expr)) {
	outer := r.base
	r.base = base
	if tree != nil {
		convert(tree)
	}
	r.base = outer
	r.marks = r.marks[:base]
}

// tree gives what gpython makes of the lowered text; nil if it is refused.
func (r *reader) tree(w *lowering) ast.Expr {
	w.out = append(w.out, ')')
	s, known := r.shapes[string(w.out)]
	if !known {
		s = r.ask(string(w.out))
		if len(w.out) <= maxShape && len(r.shapes) < maxShapes {
			r.shapes[string(w.out)] = s
		}
	}
	if s.tree == nil {
		r.fail(w.tokenAt(s.offset), "invalid syntax")
	}
	return s.tree
}

// ask hands a lowered text to gpython.
func (r *reader) ask(text string) shape {
	r.source.Reset(text)
	mod, err := parser.Parse(&r.source, "", py.EvalMode)
	if tree, ok := mod.(*ast.Expression); ok && err == nil {
		return shape{tree: tree.Body}
	}
	if e, ok := err.(*py.Exception); ok {
		offset, _ := e.Dict["offset"].(py.Int)
		return shape{offset: int(offset)}
	}
	return shape{}
}

// tokenAt gives the token of the place in the lowered text at which gpython
// stopped.
func (w *lowering) tokenAt(offset int) int {
	tok := int(w.at[1])
	for i := 0; i < len(w.at) && int(w.at[i]) < offset; i += 2 {
		tok = int(w.at[i+1])
	}
	return tok
}
