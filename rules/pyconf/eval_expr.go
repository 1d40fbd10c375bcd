package pyconf

import (
	"cmp"
	"preflight/rules/audit"
	"preflight/rules/syntax/python"
)

// eval gives what an expression may evaluate to.
func (e *evaluator) eval(x python.Expr) *Value {
	if x == nil {
		return noneValue(audit.Span{})
	}
	if !e.spend(1) || e.depth >= maxDepth {
		return NewUnknown(tooLarge, x.Span())
	}
	e.depth++
	defer func() { e.depth-- }()
	switch x := x.(type) {
	case *python.Name:
		return e.name(x)
	case *python.Str:
		return strValue(x)
	case *python.Number:
		return numberValue(x)
	case *python.Constant:
		return constantValue(x)
	case *python.JoinedStr:
		return e.joined(x)
	case *python.List:
		return e.sequence(List, x.Elts, x.Span())
	case *python.Tuple:
		return e.sequence(Tuple, x.Elts, x.Span())
	case *python.Set:
		return e.sequence(Set, x.Elts, x.Span())
	case *python.Dict:
		return e.dict(x)
	}
	return e.operation(x)
}

func (e *evaluator) operation(x python.Expr) *Value {
	switch x := x.(type) {
	case *python.Call:
		return e.call(x)
	case *python.Attribute:
		return e.attribute(e.eval(x.Value), x.Attr, x.Span())
	case *python.Subscript:
		return e.subscript(x)
	case *python.BinOp:
		return e.binOp(x)
	case *python.UnaryOp:
		return e.unary(x.Op, e.eval(x.Operand), x.Span())
	case *python.BoolOp:
		return e.boolOp(x)
	case *python.Compare:
		return e.comparison(x)
	case *python.IfExp:
		return e.ifExp(x)
	case *python.Lambda:
		return &Value{Type: Code, Text: "lambda", Span: x.Span(), Object: &Object{Lambda: x, Scope: e.scope}}
	case *python.Comprehension:
		return e.comprehension(x)
	case *python.NamedExpr:
		v := e.eval(x.Value)
		e.set(x.Target.ID, v, x.Span())
		return v
	case *python.Starred:
		return e.eval(x.Value)
	}
	return e.unknown("this expression is not followed", x.Span())
}

func strValue(x *python.Str) *Value {
	if x.Bytes {
		return &Value{Type: Bytes, Text: x.Value, Span: x.Span()}
	}
	return textValue(x.Value, x.Span())
}

func numberValue(x *python.Number) *Value {
	switch {
	case x.Imaginary:
		return NewUnknown("a complex number is not followed", x.Span())
	case x.Int == nil:
		return &Value{Type: Float, Float: x.Float, Span: x.Span()}
	case !x.Int.IsInt64():
		return NewUnknown("the number is too large to be followed", x.Span())
	}
	return intValue(x.Int.Int64(), x.Span())
}

func constantValue(x *python.Constant) *Value {
	switch x.Value {
	case "True", "False":
		return boolValue(x.Value == "True", x.Span())
	case "None":
		return noneValue(x.Span())
	}
	return &Value{Type: Code, Text: "Ellipsis", Span: x.Span()}
}

// name reads a name where the branch runs in which it stands.
func (e *evaluator) name(x *python.Name) *Value {
	b, at := e.scope.find(x.ID)
	if b == nil {
		return e.unbound(x)
	}
	v := Restrict(b.Value, e.facts)
	if v.Type == Several {
		v = defined(v)
	}
	if v.Type == Absent {
		return e.unbound(x)
	}
	if at != e.scope || v.At.IsZero() || v.Span.File == x.Span().File {
		return v
	}
	return v
}

// defined drops the ways through the module on which the name does not exist:
// reading it there ends the module.
func defined(v *Value) *Value {
	var kept []Choice
	for _, c := range v.Choices {
		if c.Value.Type != Absent {
			kept = append(kept, c)
		}
	}
	if len(kept) == len(v.Choices) {
		return v
	}
	if len(kept) == 0 {
		return NewAbsent()
	}
	return Either(kept)
}

func (e *evaluator) unbound(x *python.Name) *Value {
	if builtins[x.ID] {
		return &Value{Type: Code, Text: x.ID, Span: x.Span()}
	}
	if e.scope.Module().defaults {
		if d := e.project.globalSetting(x.ID); d != nil {
			return d
		}
	}
	if missing := e.scope.Module().Missing; missing != "" {
		return e.unknown(missing, x.Span())
	}
	return e.unknown(x.ID+" is not defined in the files given", x.Span())
}

// builtins are the names of Python that settings modules use.
var builtins = setOf("bool", "int", "str", "float", "list", "tuple", "set", "frozenset", "dict", "len", "any",
	"all", "sorted", "reversed", "isinstance", "getattr", "setattr", "hasattr", "range", "map", "filter", "zip", "enumerate",
	"print", "open", "min", "max", "sum", "abs", "globals", "locals", "vars", "exec", "eval", "compile", "type", "repr",
	"property", "staticmethod", "classmethod", "super", "object", "__import__", "bytes", "callable", "next", "iter", "round")

func setOf(names ...string) map[string]bool {
	set := make(map[string]bool, len(names))
	for _, n := range names {
		set[n] = true
	}
	return set
}

// sequence is a list, tuple or set display.
func (e *evaluator) sequence(t Type, elts []python.Expr, at audit.Span) *Value {
	v := &Value{Type: t, Span: at, ident: e.nextIdent()}
	for _, x := range elts {
		if len(v.Items) >= maxItems {
			return e.unknown("the list is too long to be followed", at)
		}
		if star, ok := x.(*python.Starred); ok {
			v.Items = append(v.Items, e.splice(e.eval(star.Value))...)
			continue
		}
		v.Items = append(v.Items, Item{Value: e.eval(x)})
	}
	return v
}

// splice gives the elements that a value adds to a list.
func (e *evaluator) splice(v *Value) []Item {
	v = Restrict(v, e.facts)
	switch v.Type {
	case List, Tuple, Set:
		e.spend(len(v.Items) / 8)
		return v.Items
	case Dict:
		if keys, ok := e.iterate(v); ok {
			items := make([]Item, 0, len(keys))
			for _, k := range keys {
				items = append(items, Item{Value: k})
			}
			return items
		}
	case Several:
		return e.spliceChoices(v)
	}
	return []Item{{Value: v, Rest: true}}
}

func (e *evaluator) spliceChoices(v *Value) []Item {
	var items []Item
	for _, c := range v.Choices {
		if !c.Value.Sequence() {
			return []Item{{Value: v, Rest: true}}
		}
		e.spend(len(c.Value.Items) / 8)
		for _, it := range c.Value.Items {
			if all, ok := it.When.andAll(c.When); ok {
				items = append(items, Item{it.Value, all, it.Rest})
			}
		}
	}
	return items
}

func (e *evaluator) dict(x *python.Dict) *Value {
	v := &Value{Type: Dict, Span: x.Span(), ident: e.nextIdent()}
	for i, k := range x.Keys {
		if len(v.Pairs) >= maxItems {
			v.Open = true
			break
		}
		value := e.eval(x.Values[i])
		if k == nil {
			v = e.update(v, value, x.Span())
			continue
		}
		key := e.eval(k)
		if !key.Known() {
			v.Open, v.Reason = true, cmp.Or(key.Settle(), "a key of this dict is not seen")
		}
		v.Pairs = append(v.Pairs, Pair{Key: key, Value: value})
	}
	return v
}

// update gives the dict with the entries of another over it.
func (e *evaluator) update(v, more *Value, place audit.Span) *Value {
	more = Restrict(more, e.facts)
	e.spend(len(v.Pairs) + len(more.Pairs))
	w := *v
	switch more.Type {
	case Dict:
		w.Open = w.Open || more.Open
		w.Reason = cmp.Or(w.Reason, more.Reason)
		w.Pairs = e.overlay(w.Pairs, more.Pairs)
	case Several:
		w.Open, w.Reason = true, more.Settle()
		for _, c := range more.Choices {
			for _, p := range c.Value.Pairs {
				if all, ok := p.When.andAll(c.When); ok {
					w.Pairs = append(w.Pairs[:len(w.Pairs):len(w.Pairs)], Pair{p.Key, p.Value, all})
				}
			}
		}
	default:
		w.Open, w.Reason = true, cmp.Or(more.Settle(), "a part of this dict is not seen")
		w.Pairs = doubted(w.Pairs, e.fresh(), w.Reason, place)
	}
	return &w
}

// overlay writes entries over those under the same keys.
func (e *evaluator) overlay(pairs, over []Pair) []Pair {
	replaced := map[string]bool{}
	for _, p := range over {
		if p.Key.Whole() && len(p.When) == 0 {
			replaced[p.Key.Text] = true
		}
	}
	out := make([]Pair, 0, len(pairs)+len(over))
	for _, old := range pairs {
		if !old.Key.Whole() || !replaced[old.Key.Text] {
			out = append(out, old)
		}
	}
	if out = append(out, over...); len(out) > 2*maxItems {
		out = out[:2*maxItems]
	}
	return out
}

// doubted gives entries that something not seen may have replaced.
func doubted(pairs []Pair, key, why string, at audit.Span) []Pair {
	out := make([]Pair, 0, len(pairs))
	c := Cond{Key: key, Want: true, Span: at, Why: why}
	for _, p := range pairs {
		p.Value = join(c, NewUnknown(why, at), p.Value)
		out = append(out, p)
	}
	return out
}

// joined is an f-string.
func (e *evaluator) joined(x *python.JoinedStr) *Value {
	v := textValue("", x.Span())
	for _, part := range x.Parts {
		var piece *Value
		switch p := part.(type) {
		case *python.FormattedValue:
			piece = e.eval(p.Value)
			if p.Format != nil && len(p.Format.Parts) > 0 || p.Conversion != 0 && p.Conversion != 's' {
				piece = NewUnknown(cmp.Or(piece.Settle(), "its format is not followed"), p.Span())
			}
		default:
			piece = e.eval(part)
		}
		v = concat(v, asText(piece), x.Span())
	}
	return v
}

// asText is str(v) as far as it is known; what is not stays as it is.
func asText(v *Value) *Value {
	switch v.Type {
	case Int, Bool, None, Float:
		return textValue(Literal(v), v.Span)
	case Path:
		if len(v.Parts) == 0 {
			return textValue(v.Text, v.Span)
		}
	}
	return v
}

// maxParts caps the pieces of a text with holes.
const maxParts = 64

// concat joins two texts, either of which may have holes or be one.
func concat(a, b *Value, at audit.Span) *Value {
	if a.Whole() && b.Whole() {
		return textValue(a.Text+b.Text, at)
	}
	v := &Value{Type: Text, Span: at}
	for _, p := range append(pieces(a), pieces(b)...) {
		last := len(v.Parts) - 1
		if last >= 0 && v.Parts[last].Whole() && p.Whole() {
			v.Parts[last] = textValue(v.Parts[last].Text+p.Text, p.Span)
			continue
		}
		v.Parts = append(v.Parts, p)
	}
	if len(v.Parts) > maxParts {
		return NewUnknown("the text is too long to be followed", at)
	}
	return v
}

func pieces(v *Value) []*Value {
	switch {
	case v.Type == Text && len(v.Parts) > 0:
		return v.Parts[:len(v.Parts):len(v.Parts)]
	case v.Whole() && v.Text == "":
		return nil
	}
	return []*Value{v}
}

func (e *evaluator) ifExp(x *python.IfExp) *Value {
	test := e.eval(x.Test)
	switch e.truth(test) {
	case audit.Yes:
		return e.eval(x.Body)
	case audit.No:
		return e.eval(x.Else)
	}
	c := e.condOf(Restrict(test, e.facts), x.Test.Span())
	return e.choose(c, func() *Value { return e.eval(x.Body) }, func() *Value { return e.eval(x.Else) }, x.Span())
}

// choose evaluates both ways of a test that is not known.
func (e *evaluator) choose(c Cond, yes, no func() *Value, at audit.Span) *Value {
	mark := len(e.path)
	e.believe(c)
	a := yes()
	e.forget(mark)
	e.believe(c.Not())
	b := no()
	e.forget(mark)
	v := e.asDefault(join(c, a, b), at)
	return v
}

// boolOp is a chain of "and" or "or".
func (e *evaluator) boolOp(x *python.BoolOp) *Value { return e.chain(x.Op, x.Values, x.Span()) }

func (e *evaluator) chain(op string, values []python.Expr, at audit.Span) *Value {
	mark := len(e.path)
	defer e.forget(mark)
	var open []Choice // values at which the chain may stop
	var known Conds   // what then was not so
	for i, x := range values {
		v := e.eval(x)
		truth := e.truth(v)
		if i == len(values)-1 || truth == stops(op) {
			return e.asDefault(Either(append(open, Choice{v, known})), at)
		}
		if truth != audit.Maybe {
			continue
		}
		c := e.condOf(Restrict(v, e.facts), x.Span())
		if stops(op) == audit.No {
			c = c.Not()
		}
		if all, ok := known.And(c); ok {
			open = append(open, Choice{falsy(op, v), all})
		}
		known, _ = known.And(c.Not())
		e.believe(c.Not())
	}
	return Either(open)
}

// stops is the truth of the value at which a chain ends.
func stops(op string) audit.Truth { return audit.TruthOf(op == "or") }

// falsy is the value of a chain of "and" that stops early: a symbolic bool is
// False there, and True where a chain of "or" stops.
func falsy(op string, v *Value) *Value {
	if (v.Type == Env || v.Type == Unknown) && v.Shape == Bool {
		return &Value{Type: Bool, Bool: op == "or", Span: v.Span}
	}
	return v
}

// comprehension follows a comprehension over elements that are known.
func (e *evaluator) comprehension(x *python.Comprehension) *Value {
	if len(x.Clauses) != 1 {
		return e.unknown("this comprehension is not followed", x.Span())
	}
	clause := x.Clauses[0]
	over := Restrict(e.eval(clause.Iter), e.facts)
	inner := newScope(e.scope)
	inner.Class = nil
	saved := e.scope
	e.scope = inner
	defer func() { e.scope = saved }()
	if over.Type == Env || over.Type == Unknown {
		return e.comprehendOpen(x, clause, over)
	}
	if !over.Sequence() && over.Type != Dict {
		return e.unknown(cmp.Or(over.Settle(), "this comprehension is not followed"), x.Span())
	}
	items := e.splice(over)
	return e.comprehend(x, clause, items)
}

func (e *evaluator) comprehend(x *python.Comprehension, clause *python.Clause, items []Item) *Value {
	v := &Value{Type: comprehensionType(x.Kind), Span: x.Span(), ident: e.nextIdent()}
	for _, it := range items {
		if !e.spend(2) {
			return NewUnknown(tooLarge, x.Span())
		}
		if it.Rest {
			it.Value = e.unknown(it.Value.Settle(), it.Value.Span)
		}
		e.store(clause.Target, it.Value, x.Span())
		keep, when := e.filter(clause.Ifs, it)
		if !keep {
			continue
		}
		if x.Kind == python.DictComp {
			if x.Key == nil {
				return e.unknown("this comprehension is not followed", x.Span())
			}
			v.Open = v.Open || it.Rest
			v.Pairs = append(v.Pairs, Pair{e.eval(x.Key), e.eval(x.Elt), when})
			continue
		}
		v.Items = append(v.Items, Item{e.eval(x.Elt), when, it.Rest})
	}
	return v
}

// filter asks the conditions of a comprehension about one element.
func (e *evaluator) filter(ifs []python.Expr, it Item) (keep bool, when Conds) {
	when = it.When
	for _, test := range ifs {
		v := e.eval(test)
		switch e.truth(v) {
		case audit.No:
			return false, nil
		case audit.Maybe:
			when, _ = when.And(e.condOf(v, test.Span()))
		}
	}
	return true, when
}

func comprehensionType(kind python.ComprehensionKind) Type {
	switch kind {
	case python.SetComp:
		return Set
	case python.DictComp:
		return Dict
	}
	return List
}

// comprehendOpen follows a comprehension over an environment variable's list:
// its default is followed, and a filter by truth is noted, since it drops the
// empty text that splitting nothing gives.
func (e *evaluator) comprehendOpen(x *python.Comprehension, clause *python.Clause, over *Value) *Value {
	if over.Type != Env || x.Kind == python.DictComp {
		return e.unknown(cmp.Or(over.Settle(), "this comprehension is not followed"), x.Span())
	}
	v := e.lift(over, "for", comprehensionType(x.Kind), x.Span(), func(d *Value) *Value {
		if !d.Sequence() {
			return e.unknown("this comprehension is not followed", x.Span())
		}
		return e.comprehend(x, clause, e.splice(d))
	})
	v.AnyText = over.AnyText && len(clause.Ifs) == 0
	return v
}
