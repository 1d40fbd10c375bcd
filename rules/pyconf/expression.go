package pyconf

import (
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
	v := e.expression(x)
	e.depth--
	if v.depth() > maxNested {
		return e.unknown(tooDeep, x.Span())
	}
	return v
}

func (e *evaluator) expression(x python.Expr) *Value {
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
	b, _ := e.scope.find(x.ID)
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
	"dir", "property", "staticmethod", "classmethod", "super", "object", "__import__", "bytes", "callable", "next", "iter", "round")

func setOf(names ...string) map[string]bool {
	set := make(map[string]bool, len(names))
	for _, n := range names {
		set[n] = true
	}
	return set
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
	return asDefault(join(c, a, b), at)
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
			return asDefault(Either(append(open, Choice{v, known})), at)
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
