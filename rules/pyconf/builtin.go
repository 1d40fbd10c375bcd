package pyconf

import (
	"cmp"

	"preflight/rules/audit"
)

func init() {
	register(map[string]function{
		"list":       func(e *evaluator, c *call) *Value { return e.collect(List, c) },
		"tuple":      func(e *evaluator, c *call) *Value { return e.collect(Tuple, c) },
		"set":        func(e *evaluator, c *call) *Value { return e.collect(Set, c) },
		"frozenset":  func(e *evaluator, c *call) *Value { return e.collect(Set, c) },
		"sorted":     func(e *evaluator, c *call) *Value { return e.collect(List, c) },
		"reversed":   func(e *evaluator, c *call) *Value { return e.collect(List, c) },
		"dict":       (*evaluator).dictCall,
		"len":        (*evaluator).length,
		"any":        func(e *evaluator, c *call) *Value { return e.anyAll(audit.Yes, c) },
		"all":        func(e *evaluator, c *call) *Value { return e.anyAll(audit.No, c) },
		"range":      (*evaluator).numbers,
		"map":        (*evaluator).mapped,
		"filter":     (*evaluator).filtered,
		"getattr":    (*evaluator).getattr,
		"isinstance": (*evaluator).isinstance,
		"print":      nothing,
	})
}

// collect is list(x), tuple(x), set(x) and sorted(x).
func (e *evaluator) collect(t Type, c *call) *Value {
	v := c.arg(0)
	if v == nil {
		return &Value{Type: t, Span: c.at, ident: e.nextIdent()}
	}
	v = Restrict(v, e.facts)
	if v.Type == Env {
		return e.lift(v, t.String(), t, c.at, func(d *Value) *Value { return e.collect(t, &call{args: []*Value{d}, at: c.at}) })
	}
	return &Value{Type: t, Items: e.splice(v), Span: c.at, ident: e.nextIdent()}
}

// dictCall is dict(x, key=value).
func (e *evaluator) dictCall(c *call) *Value {
	v := &Value{Type: Dict, Span: c.at, ident: e.nextIdent()}
	if a := c.arg(0); a != nil {
		v = e.update(v, e.pairsOf(a), c.at)
		v.ident = e.nextIdent()
	}
	for _, k := range c.keywords {
		v = v.with(textValue(k.name, k.value.Span), k.value, c.at)
	}
	if c.partial {
		v.Open, v.Reason = true, "a part of this dict is not seen"
	}
	return v
}

// pairsOf reads a list of pairs as a dict.
func (e *evaluator) pairsOf(v *Value) *Value {
	if v.Type != List && v.Type != Tuple || !e.plainItems(v) {
		return v
	}
	d := &Value{Type: Dict, Span: v.Span}
	for _, it := range v.Items {
		if it.Value.Type != Tuple && it.Value.Type != List || len(it.Value.Items) != 2 {
			return e.unknown("this dict is not followed", v.Span)
		}
		d.Pairs = append(d.Pairs, Pair{Key: it.Value.Items[0].Value, Value: it.Value.Items[1].Value})
	}
	return d
}

func (e *evaluator) length(c *call) *Value {
	v := Restrict(first(e, c), e.facts)
	switch {
	case v.Whole():
		return intValue(int64(len([]rune(v.Text))), c.at)
	case v.Sequence() && e.plainItems(v):
		return intValue(int64(len(v.Items)), c.at)
	case v.Type == Dict && !v.Open && v.pairsSteady():
		return intValue(int64(len(v.Pairs)), c.at)
	}
	return e.unknown(cmp.Or(v.Settle(), "its length is not seen"), c.at)
}

// anyAll is any(x) with Yes, all(x) with No: the truth of an element that
// decides at once.
func (e *evaluator) anyAll(decisive audit.Truth, c *call) *Value {
	v := Restrict(first(e, c), e.facts)
	if !v.Sequence() {
		return e.unknown(cmp.Or(v.Settle(), "this test is not followed"), c.at)
	}
	answer := decisive.Not()
	for _, it := range v.Items {
		truth := e.truth(it.Value)
		switch {
		case it.Rest || len(it.When) > 0 || truth == audit.Maybe:
			answer = audit.Maybe
		case truth == decisive:
			return boolValue(decisive == audit.Yes, c.at)
		}
	}
	if answer == audit.Maybe {
		return e.unknown("this test is not followed", c.at)
	}
	return boolValue(answer == audit.Yes, c.at)
}

// numbers is range(n), as far as it is short.
func (e *evaluator) numbers(c *call) *Value {
	stop := first(e, c)
	if len(c.args) != 1 || stop.Type != Int || stop.Int > maxRounds {
		return e.unknown("this range is not followed", c.at)
	}
	v := &Value{Type: List, Span: c.at}
	for i := range max(stop.Int, 0) {
		v.Items = append(v.Items, Item{Value: intValue(i, c.at)})
	}
	return v
}

func (e *evaluator) mapped(c *call) *Value {
	f, over := c.arg(0), c.arg(1)
	if f == nil || over == nil {
		return e.unknown("this map is not followed", c.at)
	}
	if over.Type == Env {
		return e.lift(over, "map", List, c.at, func(d *Value) *Value {
			return e.mapped(&call{args: []*Value{f, d}, at: c.at})
		})
	}
	v := &Value{Type: List, Span: c.at, ident: e.nextIdent()}
	for _, it := range e.splice(over) {
		if !e.spend(2) {
			return NewUnknown(tooLarge, c.at)
		}
		if !it.Rest {
			it.Value = e.apply(f, &call{args: []*Value{it.Value}, at: c.at})
		}
		v.Items = append(v.Items, it)
	}
	return v
}

// filtered is filter(None, x); a filter by anything else may drop any element.
func (e *evaluator) filtered(c *call) *Value {
	f, over := c.arg(0), c.arg(1)
	if f == nil || over == nil {
		return e.unknown("this filter is not followed", c.at)
	}
	if over.Type == Env {
		v := e.lift(over, "filter", List, c.at, func(d *Value) *Value {
			return e.filtered(&call{args: []*Value{f, d}, at: c.at})
		})
		v.AnyText = false
		return v
	}
	v := &Value{Type: List, Span: c.at, ident: e.nextIdent()}
	for _, it := range e.splice(over) {
		kept := it.Value
		if f.Type != None {
			kept = e.apply(f, &call{args: []*Value{it.Value}, at: c.at})
		}
		switch e.truth(kept) {
		case audit.Yes:
			v.Items = append(v.Items, it)
		case audit.Maybe:
			when, _ := it.When.And(e.condOf(kept, c.at))
			v.Items = append(v.Items, Item{it.Value, when, it.Rest})
		}
	}
	return v
}

func (e *evaluator) getattr(c *call) *Value {
	box, name := c.arg(0), c.arg(1)
	if box == nil || name == nil || !name.Whole() {
		return e.unknown("what getattr() gives is not seen", c.at)
	}
	v := e.attribute(box, name.Text, c.at)
	if fallback := c.arg(2); fallback != nil && v.Type == Code && v.Object == nil {
		return e.unknown("what "+v.Text+" holds is not seen", c.at)
	}
	return v
}

// isinstance asks for the type of a value, which an environment variable has
// also where its text is not known.
func (e *evaluator) isinstance(c *call) *Value {
	v, class := c.arg(0), c.arg(1)
	if v == nil || class == nil {
		return e.unknown("this test is not followed", c.at)
	}
	v = Restrict(v, e.facts)
	wanted := []*Value{class}
	if class.Type == Tuple && e.plainItems(class) {
		wanted = nil
		for _, it := range class.Items {
			wanted = append(wanted, it.Value)
		}
	}
	answer := audit.No
	for _, w := range wanted {
		answer = answer.Or(v.Every(func(x *Value) audit.Truth { return ofType(x, w.Text) }))
	}
	if answer == audit.Maybe {
		return e.unknown(cmp.Or(v.Settle(), "this test is not followed"), c.at)
	}
	return boolValue(answer == audit.Yes, c.at)
}

func ofType(v *Value, class string) audit.Truth {
	switch {
	case v.Type == Env && v.Default != nil && v.Default.Type != Text && v.Shape == Text:
		return audit.Maybe // the text, or the default, which is none
	case v.Type == Env && (v.Shape == Text || v.Shape == Bool || v.Shape == Int || v.Shape == List):
		return audit.TruthOf(v.Shape.String() == class)
	case v.Type == Unknown || v.Type == Env || v.Type == Absent || v.Type == Code:
		return audit.Maybe
	case v.Type == Bool && class == "int":
		return audit.Yes
	}
	return audit.TruthOf(v.Type.String() == class)
}
