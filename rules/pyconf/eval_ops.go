package pyconf

import (
	"cmp"
	"hash/fnv"
	"math"
	"strconv"
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
		return e.unknown("too many branches decide it", at)
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

func ChoicesOf(v *Value) []Choice {
	if v.Type == Several {
		return v.Choices
	}
	return []Choice{{Value: v}}
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
		w := *e.update(a, b, at)
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

func (e *evaluator) addLists(a, b *Value, at audit.Span) *Value {
	t := a.Type
	if !a.Sequence() {
		t = b.Type
	}
	items := append(append([]Item(nil), e.splice(a)...), e.splice(b)...)
	if len(items) > maxItems {
		return e.unknown("the list is too long to be followed", at)
	}
	return &Value{Type: t, Items: items, Span: at, ident: e.nextIdent()}
}

func (e *evaluator) setOp(op string, a, b *Value, at audit.Span) *Value {
	if op == "|" {
		v := e.addLists(a, b, at)
		return v
	}
	if !e.plainItems(a) || !b.Sequence() || !e.plainItems(b) || len(a.Items)*len(b.Items) > maxItems {
		return e.unknown(cmp.Or(b.Settle(), "a part of this set is not seen"), at)
	}
	v := &Value{Type: Set, Span: at, ident: e.nextIdent()}
	for _, it := range a.Items {
		if !e.holds(b.Items, it.Value) {
			v.Items = append(v.Items, it)
		}
	}
	return v
}

func (e *evaluator) holds(items []Item, v *Value) bool {
	for _, it := range items {
		if Equal(it.Value, v) != audit.No {
			return true
		}
	}
	return false
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

// percent is "…%s…" % values.
func (e *evaluator) percent(format, args *Value, at audit.Span) *Value {
	if !format.Whole() {
		return e.unknown(format.Settle(), at)
	}
	values := []*Value{args}
	if args.Type == Tuple {
		if !e.plainItems(args) {
			return e.unknown("the parts of this text are not seen", at)
		}
		values = nil
		for _, it := range args.Items {
			values = append(values, it.Value)
		}
	}
	v, rest := textValue("", at), format.Text
	for {
		before, after, found := strings.Cut(rest, "%")
		v = concat(v, textValue(before, at), at)
		if !found {
			return v
		}
		var piece *Value
		piece, rest, values = e.directive(after, values, args, at)
		if piece == nil {
			return e.unknown("the format of this text is not followed", at)
		}
		v = concat(v, asText(piece), at)
	}
}

// directive reads what follows a % sign: s, d, % or (name)s.
func (e *evaluator) directive(text string, values []*Value, args *Value, at audit.Span) (*Value, string, []*Value) {
	if after, ok := strings.CutPrefix(text, "%"); ok {
		return textValue("%", at), after, values
	}
	if strings.HasPrefix(text, "(") && args.Type == Dict {
		name, after, ok := strings.Cut(text[1:], ")")
		if !ok || after == "" || !strings.ContainsRune("sd", rune(after[0])) {
			return nil, "", nil
		}
		return args.Key(name), after[1:], values
	}
	width := len(text) - len(strings.TrimLeft(text, "0123456789"))
	if width == len(text) || !strings.ContainsRune("sd", rune(text[width])) || len(values) == 0 {
		return nil, "", nil
	}
	return padded(values[0], text[:width], at), text[width+1:], values[1:]
}

// padded is a value written with at least the given width, such as 03 or 8.
func padded(v *Value, width string, at audit.Span) *Value {
	if width == "" {
		return v
	}
	n, err := strconv.Atoi(width)
	text := asText(v)
	if err != nil || n > 64 || !text.Whole() {
		return NewUnknown("the format of this text is not followed", at)
	}
	fill := " "
	if width[0] == '0' && v.Type == Int {
		fill = "0"
	}
	return textValue(strings.Repeat(fill, max(0, n-len(text.Text)))+text.Text, at)
}

// arithmetic is an operator on numbers and durations.
func (e *evaluator) arithmetic(op string, a, b *Value, at audit.Span) *Value {
	if a.Type == Env && b.Known() {
		return e.lift(a, op+Literal(b), a.Shape, at, func(d *Value) *Value { return e.binaryOne(op, d, b, at) })
	}
	if b.Type == Env && a.Known() {
		return e.lift(b, Literal(a)+op, b.Shape, at, func(d *Value) *Value { return e.binaryOne(op, a, d, at) })
	}
	if a.Type == Span || b.Type == Span {
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

func whole(v *Value) int64 {
	if v.Type == Bool && v.Bool {
		return 1
	}
	return v.Int
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
	v := &Value{Type: Span, Span: at}
	switch {
	case a.Type == Span && b.Type == Span && (op == "+" || op == "-"):
		v.Float, _ = float(op, a.Float, b.Float)
		return v
	case a.Type == Span && IsNumber(b) && op == "*":
		v.Float = a.Float * asFloat(b)
		return v
	case b.Type == Span && IsNumber(a) && op == "*":
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

func (e *evaluator) comparison(x *python.Compare) *Value {
	left := e.eval(x.Left)
	var all *Value
	for i, op := range x.Ops {
		right := e.eval(x.Comparators[i])
		v := e.compare(op, left, right, x.Span())
		if all == nil || e.truth(all) == audit.Yes {
			all = v
		} else if e.truth(all) == audit.Maybe && e.truth(v) != audit.Yes {
			all = e.unknown(cmp.Or(all.Settle(), v.Settle()), x.Span())
		}
		left = right
	}
	return all
}

// compare is a op b: a bool where it is known, else tied to what decides it.
func (e *evaluator) compare(op string, a, b *Value, at audit.Span) *Value {
	a, b = Restrict(a, e.facts), Restrict(b, e.facts)
	if a.Type == Several {
		return a.Each(func(c *Value) *Value { return e.compare(op, c, b, at) })
	}
	if b.Type == Several {
		return b.Each(func(c *Value) *Value { return e.compare(op, a, c, at) })
	}
	if v := e.compareObject(op, a, b, at); v != nil {
		return v
	}
	switch truth := e.compareKnown(op, a, b); {
	case truth != audit.Maybe:
		return boolValue(truth == audit.Yes, at)
	case a.Type == Env && b.Known():
		return e.compareEnv(op, a, b, at)
	case b.Type == Env && a.Known() && (op == "==" || op == "!="):
		return e.compareEnv(op, b, a, at)
	case a.Question != "" && b.Known():
		return e.keyed(op, a, b, at)
	}
	v := e.unknown(cmp.Or(a.Settle(), cmp.Or(b.Settle(), "this comparison is not followed")), at)
	v.Shape = Bool
	return v
}

// compareObject is "X" in os.environ and its kin.
func (e *evaluator) compareObject(op string, a, b *Value, at audit.Span) *Value {
	if b.Type != Code || op != "in" && op != "not in" || !a.Whole() {
		return nil
	}
	switch b.Text {
	case "os.environ":
		if _, ok := e.envSet[a.Text]; ok {
			return boolValue(op == "in", at)
		}
		c := isSet(a.Text, at)
		return &Value{Type: Env, Name: a.Text, Shape: Bool, Default: boolValue(op == "not in", at),
			Span: at, Question: c.Key, Neg: (op == "in") != c.Want}
	case "sys.argv", "sys.modules":
		if strings.HasPrefix(a.Text, "-") {
			v := e.unknown("the command line of the service decides", at)
			v.Shape = Bool
			return v
		}
		return boolValue(op == "not in", at) // a served site is not started by a command
	}
	return nil
}

// isSet is the condition that an environment variable is set.
func isSet(name string, at audit.Span) Cond {
	return Cond{
		Key: "unset " + name, Want: false, Span: at, Env: name, Unset: audit.Yes,
		Why: "the environment variable " + name + " decides",
	}
}

func (e *evaluator) compareKnown(op string, a, b *Value) audit.Truth {
	switch op {
	case "==":
		return Equal(a, b)
	case "!=":
		return Equal(a, b).Not()
	case "is":
		return identical(a, b)
	case "is not":
		return identical(a, b).Not()
	case "in":
		return contains(b, a)
	case "not in":
		return contains(b, a).Not()
	}
	if IsNumber(a) && IsNumber(b) {
		return ordered(op, asFloat(a), asFloat(b))
	}
	if a.Type == Tuple && b.Type == Tuple && e.plainItems(a) && e.plainItems(b) {
		return orderedItems(op, a.Items, b.Items)
	}
	return audit.Maybe
}

// orderedItems compares tuples as Python does: at the first difference.
func orderedItems(op string, a, b []Item) audit.Truth {
	for i := range min(len(a), len(b)) {
		x, y := a[i].Value, b[i].Value
		switch Equal(x, y) {
		case audit.Maybe:
			return audit.Maybe
		case audit.No:
			if !IsNumber(x) || !IsNumber(y) {
				return audit.Maybe
			}
			return ordered(op, asFloat(x), asFloat(y))
		}
	}
	return ordered(op, float64(len(a)), float64(len(b)))
}

func identical(a, b *Value) audit.Truth {
	switch {
	case b.Type == None:
		return a.IsNone()
	case b.Type == Bool && (a.Type == Bool || a.Known()):
		return audit.TruthOf(a.Type == Bool && a.Bool == b.Bool)
	}
	return audit.Maybe
}

func contains(box, v *Value) audit.Truth {
	switch box.Type {
	case List, Tuple, Set:
		answer := audit.No
		for _, it := range box.Items {
			is := Equal(it.Value, v)
			if it.Rest || len(it.When) > 0 && is == audit.Yes {
				is = audit.Maybe
			}
			answer = answer.Or(is)
		}
		return answer
	case Dict, Text:
		if v.Whole() {
			there, _ := box.Has(v.Text)
			return there
		}
	}
	return audit.Maybe
}

func ordered(op string, a, b float64) audit.Truth {
	switch op {
	case "<":
		return audit.TruthOf(a < b)
	case "<=":
		return audit.TruthOf(a <= b)
	case ">":
		return audit.TruthOf(a > b)
	case ">=":
		return audit.TruthOf(a >= b)
	}
	return audit.Maybe
}

// compareEnv compares what an environment variable gives with something known.
func (e *evaluator) compareEnv(op string, env, with *Value, at audit.Span) *Value {
	if (op == "is" || op == "is not") && with.Type == None {
		return e.envIsNone(op, env, at)
	}
	base, negate := op, false
	switch op {
	case "!=":
		base, negate = "==", true
	case "not in":
		base, negate = "in", true
	}
	v := e.lift(env, base+" "+Literal(with), Bool, at, func(d *Value) *Value {
		return e.compare(op, d, with, at)
	})
	v.Neg = negate
	v.AnyText = false
	return v
}

func (e *evaluator) envIsNone(op string, env *Value, at audit.Span) *Value {
	c := isSet(env.Name, at)
	return &Value{Type: Env, Name: env.Name, Shape: Bool, Default: boolValue(op == "is", at),
		Span: at, Question: c.Key, Neg: op != "is"}
}

// keyed compares a value that is not known, but is one value, with a known one.
func (e *evaluator) keyed(op string, a, b *Value, at audit.Span) *Value {
	base, negate := op, false
	switch op {
	case "!=":
		base, negate = "==", true
	case "not in":
		base, negate = "in", true
	case "is not":
		base, negate = "is", true
	}
	return &Value{Type: Unknown, Shape: Bool, Reason: a.Settle(), Span: at,
		Question: cut(a.Question + " " + base + " " + Literal(b)), Neg: negate}
}

// Literal writes a known value as Python would, as far as it is short.
func Literal(v *Value) string { return literalTo(v, 3) }

func literalTo(v *Value, depth int) string {
	switch v.Type {
	case None:
		return "None"
	case Bool:
		if v.Bool {
			return "True"
		}
		return "False"
	case Int:
		return strconv.FormatInt(v.Int, 10)
	case Float:
		return strconv.FormatFloat(v.Float, 'g', -1, 64)
	case Text, Path:
		return strconv.Quote(v.Text)
	case List, Tuple, Set:
		var parts []string
		for i, it := range v.Items {
			if i == 16 || depth == 0 {
				parts = append(parts, "… "+strconv.Itoa(len(v.Items))+" "+strconv.Itoa(v.ident))
				break
			}
			parts = append(parts, literalTo(it.Value, depth-1))
		}
		return "(" + strings.Join(parts, ", ") + ")"
	}
	return v.Type.String()
}

// cut keeps a key short and, by a sum of the whole, as good as unique.
func cut(key string) string {
	if len(key) <= 200 {
		return key
	}
	sum := fnv.New64a()
	sum.Write([]byte(key))
	return key[:120] + "…" + strconv.FormatUint(sum.Sum64(), 36)
}
