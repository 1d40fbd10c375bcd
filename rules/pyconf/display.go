package pyconf

import (
	"cmp"

	"preflight/rules/audit"
	"preflight/rules/syntax/python"
)

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
	w := v.clone()
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
		return e.addLists(a, b, at)
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
