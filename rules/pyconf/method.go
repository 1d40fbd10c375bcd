package pyconf

import (
	"cmp"

	"preflight/rules/audit"
	"preflight/rules/syntax/python"
)

// methodCall is receiver.method(…). Methods that change a list or dict write
// the changed one back to where it was read from.
func (e *evaluator) methodCall(x *python.Call, attr *python.Attribute) *Value {
	self := Restrict(e.eval(attr.Value), e.facts)
	c := e.arguments(x)
	if mutators[attr.Attr] && self.Type != Code {
		if v := e.mutate(attr, self, c); v != nil {
			return v
		}
	}
	if self.Type == Code {
		return e.apply(e.member(self, attr.Attr, attr.Span()), c)
	}
	return withoutNone(self).Each(func(v *Value) *Value { return e.method(v, attr.Attr, c) })
}

// withoutNone drops the ways on which a value is None: asking it for a method
// ends the module there.
func withoutNone(v *Value) *Value {
	var kept []Choice
	for _, c := range v.Choices {
		if c.Value.Type != None {
			kept = append(kept, c)
		}
	}
	if len(kept) == 0 || len(kept) == len(v.Choices) {
		return v
	}
	return Either(kept)
}

// method is a call of a method that changes nothing.
func (e *evaluator) method(v *Value, name string, c *call) *Value {
	switch v.Type {
	case Text:
		return e.textMethod(v, name, c)
	case Env:
		return e.envMethod(v, name, c)
	case Path:
		return e.pathMethod(v, name, c)
	case Dict:
		return e.dictMethod(v, name, c)
	case List, Tuple, Set:
		return e.listMethod(v, name, c)
	case Duration:
		if name == "total_seconds" {
			return &Value{Type: Float, Float: v.Float, Span: c.at}
		}
	case Unknown:
		if v.Object != nil && v.Object.file != nil && (name == "read" || name == "decode" || name == "strip") {
			return v // what is read of a file of the stack
		}
		if a := c.arg(0); name == "startswith" && a != nil && a.Whole() && v.Question != "" {
			return e.startsWith(v, a.Text, c.at)
		}
	case Bytes:
		return e.unknown("what is made of these bytes is not followed", c.at)
	case None:
		return e.unknown("None has no ."+name, c.at)
	}
	return e.unknown(cmp.Or(v.Settle(), "what ."+name+"() gives is not seen"), c.at)
}

// envMethod does to a variable what the method does to its text.
func (e *evaluator) envMethod(v *Value, name string, c *call) *Value {
	if v.Shape != Text && v.Shape != Path {
		return e.unknown(v.Settle(), c.at)
	}
	op := "." + name
	for _, a := range c.args {
		op += " " + Literal(a)
	}
	shape := Text
	switch name {
	case "split", "rsplit", "splitlines":
		shape = List
	case "startswith", "endswith", "isdigit":
		shape = Bool
	}
	w := e.lift(v, op, shape, c.at, func(d *Value) *Value {
		if d.Type != Text {
			return nil
		}
		return e.textMethod(d, name, c)
	})
	w.AnyText = shape == List && c.arg(0) != nil
	return w
}

func (e *evaluator) dictMethod(v *Value, name string, c *call) *Value {
	key, fallback := c.arg(0), c.arg(1)
	switch name {
	case "get":
		return e.dictGet(v, key, fallback, c.at)
	case "copy", "__copy__":
		w := v.clone()
		w.ident = e.nextIdent()
		return &w
	case "keys", "values", "items":
		return e.dictView(v, name, c.at)
	}
	return e.unknown("what ."+name+"() gives is not seen", c.at)
}

func (e *evaluator) dictGet(v, key, fallback *Value, at audit.Span) *Value {
	if fallback == nil {
		fallback = noneValue(at)
	}
	if key == nil || !key.Whole() {
		return e.unknown("which entry is read is not seen", at)
	}
	return v.Key(key.Text).Each(func(got *Value) *Value {
		if got.Type == Absent {
			return fallback
		}
		return got
	})
}

func (e *evaluator) dictView(v *Value, name string, at audit.Span) *Value {
	if v.Open || !v.pairsSteady() {
		return e.unknown(cmp.Or(v.Reason, "the whole of this dict is not seen"), at)
	}
	list := &Value{Type: List, Span: at, ident: e.nextIdent()}
	for _, p := range v.Pairs {
		item := p.Key
		switch name {
		case "values":
			item = p.Value
		case "items":
			item = &Value{Type: Tuple, Items: []Item{{Value: p.Key}, {Value: p.Value}}, Span: at}
		}
		list.Items = append(list.Items, Item{Value: item})
	}
	return list
}

func (e *evaluator) listMethod(v *Value, name string, c *call) *Value {
	a := c.arg(0)
	switch name {
	case "copy":
		w := v.clone()
		w.ident = e.nextIdent()
		return &w
	case "index":
		if a != nil {
			return e.indexOf(v, a, c.at)
		}
	case "union":
		if a != nil {
			return e.addLists(v, a, c.at)
		}
	}
	return e.unknown("what ."+name+"() gives is not seen", c.at)
}

func (e *evaluator) indexOf(v, a *Value, at audit.Span) *Value {
	for i, it := range v.Items {
		switch is := it.Is(a.Text); {
		case is == audit.Maybe:
			return e.unknown("its place in the list is not seen", at)
		case is == audit.Yes && a.Whole():
			return intValue(int64(i), at)
		}
	}
	return e.unknown("its place in the list is not seen", at)
}
