package pyconf

import (
	"cmp"
	"math"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/syntax/python"
)

// binOp follows a chain of operators without descending into its left side.
func (e *evaluator) binOp(x *python.BinOp) *Value {
	spine := []*python.BinOp{x}
	left := x.Left
	for {
		inner, ok := left.(*python.BinOp)
		if !ok {
			break
		}
		spine = append(spine, inner)
		left = inner.Left
	}
	v := e.eval(left)
	for i := len(spine) - 1; i >= 0; i-- {
		v = e.binary(spine[i].Op, v, e.eval(spine[i].Right), spine[i].Span())
	}
	return v
}

// maxPairs caps the combinations of choices that one operator follows.
const maxPairs = 24

// binary is a op b.
func (e *evaluator) binary(op string, a, b *Value, at audit.Span) *Value {
	a, b = Restrict(a, e.facts), Restrict(b, e.facts)
	if a.Type != Several && b.Type != Several {
		return e.binaryOne(op, a, b, at)
	}
	if a.Type == List && op == "+" {
		return e.addLists(a, b, at)
	}
	as, bs := ChoicesOf(a), ChoicesOf(b)
	if len(as)*len(bs) > maxPairs {
		return e.unknown(cmp.Or(a.Settle(), b.Settle(), "too many branches decide it"), at)
	}
	var out []Choice
	for _, x := range as {
		for _, y := range bs {
			if when, ok := x.When.andAll(y.When); ok {
				out = append(out, Choice{e.binaryOne(op, x.Value, y.Value, at), when})
			}
		}
	}
	return Either(out)
}

func (e *evaluator) binaryOne(op string, a, b *Value, at audit.Span) *Value {
	e.spend(1 + (len(a.Items)+len(b.Items)+len(a.Pairs)+len(b.Pairs))/8 + (len(a.Text)+len(b.Text))/256)
	switch {
	case op == "+" && (a.Sequence() || b.Sequence()):
		return e.addLists(a, b, at)
	case op == "+" && (a.Type == Text || b.Type == Text):
		return concat(asText(a), asText(b), at)
	case op == "/" && (a.Type == Path || b.Type == Path):
		return e.joinPath(a, b, at)
	case op == "+" && a.Type == Path:
		return pathPlus(a, b, at)
	case op == "%" && a.Type == Text:
		return e.percent(a, b, at)
	case op == "|" && a.Type == Dict:
		w := e.update(a, b, at).clone()
		w.ident = e.nextIdent()
		return &w
	case op == "|" && a.Type == Set, op == "-" && a.Type == Set:
		return e.setOp(op, a, b, at)
	case op == "*":
		if v := e.repeat(a, b, at); v != nil {
			return v
		}
	}
	return e.arithmetic(op, a, b, at)
}

// repeat is "a" * n and [x] * n; nil where neither side repeats.
func (e *evaluator) repeat(a, b *Value, at audit.Span) *Value {
	if a.Type == Int && (b.Whole() || b.Sequence()) {
		a, b = b, a
	}
	if b.Type != Int || !a.Whole() && !a.Sequence() {
		return nil
	}
	n := max(b.Int, 0)
	size := int64(len(a.Text) + len(a.Items))
	switch {
	case size > 0 && n > maxItems:
		return e.unknown("the text or list is too long to be followed", at)
	case a.Whole() && size*n <= maxText:
		e.spend(int(size*n) / 256)
		return textValue(strings.Repeat(a.Text, int(n)), at)
	case a.Sequence() && size*n <= maxItems:
		var items []Item
		for range n {
			items = append(items, a.Items...)
		}
		return &Value{Type: a.Type, Items: items, Span: at, ident: e.nextIdent()}
	}
	return e.unknown("the text or list is too long to be followed", at)
}

// arithmetic is an operator on numbers and durations.
func (e *evaluator) arithmetic(op string, a, b *Value, at audit.Span) *Value {
	if a.Type == Env && b.Known() {
		return e.lift(a, op+Literal(b), a.Shape, at, func(d *Value) *Value { return e.binaryOne(op, d, b, at) })
	}
	if b.Type == Env && a.Known() {
		return e.lift(b, Literal(a)+op, b.Shape, at, func(d *Value) *Value { return e.binaryOne(op, a, d, at) })
	}
	if a.Type == Duration || b.Type == Duration {
		return spanArithmetic(op, a, b, at)
	}
	if !IsNumber(a) || !IsNumber(b) {
		why := cmp.Or(a.Settle(), cmp.Or(b.Settle(), "this operation is not followed"))
		return e.unknown(why, at)
	}
	if a.Type != Float && b.Type != Float && op != "/" {
		if n, ok := integer(op, whole(a), whole(b)); ok {
			return intValue(n, at)
		}
		return e.unknown("this number is not followed", at)
	}
	if f, ok := float(op, asFloat(a), asFloat(b)); ok {
		return &Value{Type: Float, Float: f, Span: at}
	}
	return e.unknown("this number is not followed", at)
}

// integer computes on whole numbers that stay far from overflow.
func integer(op string, a, b int64) (int64, bool) {
	switch op {
	case "+":
		return a + b, (a+b > a) == (b > 0)
	case "-":
		return a - b, (a-b < a) == (b > 0)
	case "*":
		return a * b, math.Abs(float64(a)*float64(b)) < 1<<62
	case "**":
		p := math.Pow(float64(a), float64(b))
		return int64(p), b >= 0 && math.Abs(p) < 1<<53
	case "<<":
		if b < 0 || b > 62 || a < 0 || a > math.MaxInt64>>uint(b) {
			return 0, false
		}
		return a << uint(b), true
	}
	return divide(op, a, b)
}

func divide(op string, a, b int64) (int64, bool) {
	switch op {
	case "//", "%":
		if b == 0 || a < 0 || b < 0 {
			return 0, false
		}
		if op == "%" {
			return a % b, true
		}
		return a / b, true
	case "|":
		return a | b, true
	case "&":
		return a & b, true
	case "^":
		return a ^ b, true
	}
	return 0, false
}

func float(op string, a, b float64) (float64, bool) {
	switch op {
	case "+":
		return a + b, true
	case "-":
		return a - b, true
	case "*":
		return a * b, true
	case "/":
		return a / b, b != 0
	}
	return 0, false
}

func spanArithmetic(op string, a, b *Value, at audit.Span) *Value {
	v := &Value{Type: Duration, Span: at}
	switch {
	case a.Type == Duration && b.Type == Duration && (op == "+" || op == "-"):
		v.Float, _ = float(op, a.Float, b.Float)
		return v
	case a.Type == Duration && IsNumber(b) && op == "*":
		v.Float = a.Float * asFloat(b)
		return v
	case b.Type == Duration && IsNumber(a) && op == "*":
		v.Float = b.Float * asFloat(a)
		return v
	}
	return NewUnknown("this duration is not followed", at)
}

// unary is -x, +x, ~x and not x.
func (e *evaluator) unary(op string, v *Value, at audit.Span) *Value {
	v = Restrict(v, e.facts)
	if op == "not" {
		return e.not(v, at)
	}
	return v.Each(func(c *Value) *Value {
		switch {
		case c.Type == Float && op == "-":
			return &Value{Type: Float, Float: -c.Float, Span: at}
		case (c.Type == Int || c.Type == Bool) && op == "-" && c.Int != math.MinInt64:
			return intValue(-whole(c), at)
		case (c.Type == Int || c.Type == Bool) && op == "~":
			return intValue(^whole(c), at)
		case IsNumber(c) && op == "+":
			return c
		}
		return e.unknown(cmp.Or(c.Settle(), "this operation is not followed"), at)
	})
}

func (e *evaluator) not(v *Value, at audit.Span) *Value {
	switch truth := e.truth(v); {
	case truth != audit.Maybe:
		return boolValue(truth == audit.No, at)
	case v.Type == Several:
		return v.Each(func(c *Value) *Value { return e.not(c, at) })
	}
	return e.symbolic(v, true, at)
}

// symbolic is bool(v), or not v, of a value that is not known: it stays tied
// to the value, so that a later test of either decides both.
func (e *evaluator) symbolic(v *Value, negate bool, at audit.Span) *Value {
	if v.Question == "" {
		v.Question = e.fresh()
	}
	w := &Value{Type: Unknown, Shape: Bool, Reason: v.Settle(), Span: at, Question: v.Question, Neg: v.Neg != negate}
	if v.Type == Env {
		w.Type, w.Name = Env, v.Name
		w.AnyText = !negate && (v.Shape == Text || v.AnyText)
		if v.Default != nil && v.Default.Truth() != audit.Maybe {
			w.Default = boolValue((v.Default.Truth() == audit.Yes) != negate, v.Default.Span)
		}
	}
	return w
}
