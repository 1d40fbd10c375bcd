package pyconf

import (
	"cmp"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/syntax/python"
)

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
