package python

import "strconv"

// The grammar of expressions is gpython's, which is that of Python 3.4 with
// only start positions, some of them wrong. So each expression is handed to it
// in a lowered form, made of tokens that it reads without fault:
//
//   - every name, literal, empty bracket and long display becomes a
//     placeholder, "q" and a number, from which its token is known and so where
//     it stands;
//   - *x, **x, n := x and lambda …: x become "lambda qN: x", because a lambda
//     may stand wherever they may and binds as loosely; N's token tells which;
//   - await x becomes "x.qN", and p as n, in a pattern, "p if qN else n";
//   - the arguments of a call, if they are many, become one placeholder;
//   - ** in a dict becomes a key "qN" and a colon.
//
// Names and values being gone, expressions of one shape, such as a.b("c") and
// os.getenv("DEBUG"), look alike, and gpython is asked only once about each.

// scope is an open bracket of an expression being lowered.
type scope struct {
	kind   byte // ( [ { or c (a call), s (a subscript), 0 (none)
	close  int  // token that closes it
	target bool // between for and in
	depth  int  // of the tree around it
}

// lowering is one expression on its way to gpython.
type lowering struct {
	r       *reader
	out     []byte
	at      []int32 // pairs: place in out, token
	base    int     // number of marks before this expression's
	scopes  []scope
	awaits  []await
	want    bool // an operand must come next
	pattern bool // of a case: "as" is allowed
	depth   int  // of the tree at this token
	after   kind // the token before, in the part
}

// await is an await expression whose operand ends with token end.
type await struct{ tok, end int }

// lower writes the tokens from lo up to hi. It reports false, and notes why,
// if they cannot be an expression.
func (w *lowering) lower(lo, hi int) bool {
	for i := lo; i < hi; i++ {
		w.at = append(w.at, int32(len(w.out)), int32(i))
		next := i
		if w.want {
			next = w.operand(i, hi)
		} else {
			next = w.operator(i, hi)
		}
		if next < 0 || next >= hi {
			w.r.fail(i, w.refusal(i))
			return false
		}
		i = next
		w.after = w.r.toks[i].kind
		for n := len(w.awaits); n > 0 && w.awaits[n-1].end == i && !w.want; n-- {
			w.out = append(w.out, '.')
			w.mark(w.awaits[n-1].tok)
			w.awaits = w.awaits[:n-1]
		}
		if w.depth > maxDepth {
			w.r.fail(i, "this expression is nested too deeply")
			return false
		}
		if len(w.out) > maxLowered {
			w.r.fail(i, "this expression is too long")
			return false
		}
	}
	if w.want && w.after != ',' {
		w.r.fail(hi-1, "the expression ends too early")
		return false
	}
	return true
}

// refusal says why token i cannot follow.
func (w *lowering) refusal(i int) string {
	if k := w.r.toks[i].kind; !w.want && k.startsOperand() && k != kNot {
		return "an operator or a comma is missing before this"
	}
	return "invalid syntax"
}

// mark writes the placeholder of a token.
func (w *lowering) mark(tok int) {
	w.out = strconv.AppendInt(append(w.out, 'q'), int64(len(w.r.marks)-w.base), 10)
	w.r.marks = append(w.r.marks, int32(tok))
}

// lambda writes the prefix that stands for the token.
func (w *lowering) lambda(tok int) {
	w.out = append(w.out, "lambda "...)
	w.mark(tok)
	w.out = append(w.out, ':')
	w.depth++
}

func (w *lowering) scope() *scope { return &w.scopes[len(w.scopes)-1] }

func (w *lowering) push(kind byte, i int) {
	target := w.scope().target && kind != 'c' && kind != 's'
	w.depth++
	w.scopes = append(w.scopes, scope{kind: kind, close: int(w.r.toks[i].mate), target: target, depth: w.depth})
	w.want = true
}

// operand reads the start of an operand at token i and gives the last token it
// took, or -1.
func (w *lowering) operand(i, hi int) int {
	k := w.r.toks[i].kind
	switch {
	case k.isName():
		return w.name(i, hi)
	case k == kNumber || k == kEllipsis || k == kFalse || k == kNone || k == kTrue:
		return w.atom(i, i)
	case k.startsString():
		return w.atom(i, w.r.groupEnd(i))
	case k == '(' || k == '[' || k == '{':
		if mate := int(w.r.toks[i].mate); mate == i+1 || w.outlined(i, false) {
			return w.atom(i, mate)
		}
		w.out = append(w.out, byte(k))
		w.push(byte(k), i)
		return i
	case k == ')' || k == ']' || k == '}':
		return w.emptyEnd(i)
	}
	return w.prefix(i, hi)
}

// atom writes a placeholder for the tokens from i to end.
func (w *lowering) atom(i, end int) int {
	w.mark(i)
	w.want = false
	return end
}

func (w *lowering) name(i, hi int) int {
	next := kEnd
	if i+1 < hi {
		next = w.r.toks[i+1].kind
	}
	if next == kWalrus {
		w.lambda(i + 1)
		return i + 1
	}
	if w.r.toks[i].kind == kAwait && next.startsOperand() && next != '-' && next != '+' && next != '*' && next != kPower && next != kNot {
		w.awaits = append(w.awaits, await{i, w.primaryEnd(i+1, hi)})
		w.depth++
		return i
	}
	return w.atom(i, i)
}

// primaryEnd gives the last token of the operand that starts at i, with its
// calls, subscripts and attributes.
func (w *lowering) primaryEnd(i, hi int) int {
	if n := len(w.awaits); n > 0 && w.r.toks[i-1].kind == kAwait && w.awaits[n-1].tok == i-2 {
		return w.awaits[n-1].end
	}
	for i < hi && w.r.toks[i].kind == kAwait {
		i++
	}
	if i >= hi {
		return hi - 1
	}
	end := w.r.skip(i) - 1
	if w.r.toks[i].kind.startsString() {
		end = w.r.groupEnd(i)
	}
	for end+1 < hi {
		switch w.r.toks[end+1].kind {
		case '.':
			end += 2
		case '(', '[':
			end = w.r.skip(end+1) - 1
		default:
			return end
		}
	}
	return end
}

// emptyEnd reads a closing bracket where an operand could stand: after a
// comma, after the colon of a slice, or in a call without arguments.
func (w *lowering) emptyEnd(i int) int {
	s := w.scope()
	if s.close != i || w.after != ',' && (s.kind != 'c' || w.after != '(') && (s.kind != 's' || w.after != ':') {
		return -1
	}
	return w.closeScope(i)
}

func (w *lowering) closeScope(i int) int {
	w.out = append(w.out, byte(w.r.toks[i].kind))
	w.depth = w.scope().depth
	w.scopes = w.scopes[:len(w.scopes)-1]
	w.want = false
	return i
}

// prefix reads an operator before its operand.
func (w *lowering) prefix(i, hi int) int {
	switch k := w.r.toks[i].kind; k {
	case '-', '+', '~':
		w.out = append(w.out, byte(k))
		w.depth++
	case kNot:
		w.out = append(w.out, "not "...)
		w.depth++
	case '*':
		if w.scope().target {
			w.out = append(w.out, '*')
		} else {
			w.lambda(i)
		}
	case kPower:
		switch w.scope().kind {
		case '{':
			w.mark(i)
			w.out = append(w.out, ':')
		case 'c':
			w.lambda(i)
		default:
			return -1
		}
	case kLambda:
		w.lambda(i)
		return int(w.r.toks[i].mate) - btoi(w.r.toks[i].mate == 0)
	case kYield:
		return w.yield(i, hi)
	case ':':
		if w.scope().kind != 's' || w.after != '[' && w.after != ',' && w.after != ':' {
			return -1
		}
		w.out = append(w.out, ':')
	case ',':
		if w.scope().kind != 's' || w.after != ':' {
			return -1
		}
		return w.comma(i)
	case kIn:
		if w.after != ',' || !w.scope().target {
			return -1
		}
		return w.connect(i, hi, k)
	default:
		return -1
	}
	return i
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// yield reads a yield, which stands first in its part or its parentheses.
func (w *lowering) yield(i, hi int) int {
	if w.after != kEnd && (w.after != '(' || w.scope().kind != '(') {
		return -1
	}
	w.depth++
	switch {
	case i+1 == hi || i+1 == w.scope().close:
		return w.atom(i, i)
	case w.r.toks[i+1].kind == kFrom:
		w.out = append(w.out, "yield from "...)
		return i + 1
	}
	w.out = append(w.out, "yield "...)
	return i
}

// plain are the operators that gpython writes and reads as we do.
var plain = [256]string{
	'+': "+", '-': "-", '*': "*", '/': "/", '%': "%", '@': "*", '|': "|", '&': "&", '^': "^", '<': "<", '>': ">",
	kPower: "**", kFloorDiv: "//", kShiftLeft: "<<", kShiftRight: ">>", kEqual: "==", kNotEqual: "!=",
	kLessEqual: "<=", kMoreEqual: ">=", kAnd: " and ", kOr: " or ", kIf: " if ", kElse: " else ",
}

// operator reads what follows an operand at token i.
func (w *lowering) operator(i, hi int) int {
	k := w.r.toks[i].kind
	if text := plain[k]; text != "" {
		w.out = append(w.out, text...)
		if k != kAnd && k != kOr && k != kEqual {
			w.depth++
		}
		w.want = true
		return i
	}
	switch k {
	case '.':
		return w.attribute(i, hi)
	case '(':
		w.out = append(w.out, '(')
		if w.outlined(i, true) {
			w.mark(i)
			w.out = append(w.out, ')')
			w.depth++
			return int(w.r.toks[i].mate)
		}
		w.push('c', i)
	case '[':
		w.out = append(w.out, '[')
		w.push('s', i)
	case ')', ']', '}':
		if w.scope().close != i {
			return -1
		}
		return w.closeScope(i)
	case ',':
		return w.comma(i)
	default:
		return w.connect(i, hi, k)
	}
	return i
}

func (w *lowering) comma(i int) int {
	w.out = append(w.out, ',')
	w.depth = w.scope().depth
	w.want = true
	return i
}

func (w *lowering) attribute(i, hi int) int {
	if i+1 >= hi || !w.r.toks[i+1].kind.isName() {
		return -1
	}
	w.out = append(w.out, '.')
	w.mark(i + 1)
	w.depth++
	return i + 1
}

// connect reads the words and signs that join expressions.
func (w *lowering) connect(i, hi int, k kind) int {
	s := w.scope()
	next := kEnd
	if i+1 < hi {
		next = w.r.toks[i+1].kind
	}
	last := i
	switch {
	case k == kIn:
		w.out = append(w.out, " in "...)
		s.target = false
	case k == kNot && next == kIn:
		w.out = append(w.out, " not in "...)
		last++
	case k == kIs && next == kNot:
		w.out = append(w.out, " is not "...)
		last++
	case k == kIs:
		w.out = append(w.out, " is "...)
	case k == kAsync && next == kFor:
		return i
	case k == kFor && s.kind != 0 && s.kind != 's':
		w.out = append(w.out, " for "...)
		s.target = true
		w.depth++
	case k == '=' && s.kind == 'c' && w.after.isName() && w.beforeName(i) != kEnd:
		w.out = append(w.out, '=')
	case k == ':' && (s.kind == 's' || s.kind == '{'):
		w.out = append(w.out, ':')
	case k == kAs && w.pattern && next.isName():
		w.out = append(w.out, " if "...)
		w.mark(i)
		w.out = append(w.out, " else "...)
	default:
		return -1
	}
	w.want = true
	return last
}

// beforeName gives what stands before the name at i-1 if that is the start of
// an argument, and kEnd otherwise.
func (w *lowering) beforeName(i int) kind {
	if k := w.r.toks[i-2].kind; k == '(' || k == ',' {
		return k
	}
	return kEnd
}
