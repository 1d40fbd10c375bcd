package pyconf

import (
	"cmp"

	"preflight/rules/audit"
	"preflight/rules/syntax/python"
)

// mutators are the methods that change a list, set or dict.
var mutators = setOf("append", "insert", "extend", "remove", "pop", "clear", "update", "setdefault", "add", "discard", "sort", "reverse")

// mutate gives the value of the call, or nil where the receiver has no such
// method.
func (e *evaluator) mutate(attr *python.Attribute, self *Value, c *call) *Value {
	result := noneValue(c.at)
	if attr.Attr == "pop" || attr.Attr == "setdefault" {
		result = e.taken(attr.Attr, self, c)
	}
	changed := self.Each(func(v *Value) *Value { return e.changed(v, attr.Attr, c) })
	if changed == nil {
		return nil
	}
	e.replace(attr.Value, changed, c.at)
	return result
}

// taken is what pop and setdefault give.
func (e *evaluator) taken(method string, self *Value, c *call) *Value {
	key, fallback := c.arg(0), c.arg(1)
	if self.Type != Dict || key == nil || !key.Whole() {
		return e.unknown(cmp.Or(self.Settle(), "what is taken from it is not seen"), c.at)
	}
	v := self.Key(key.Text)
	if v.Type != Absent {
		return v
	}
	if fallback == nil {
		return noneValue(c.at)
	}
	return fallback
}

// changed is the list, set or dict after the call.
func (e *evaluator) changed(v *Value, method string, c *call) *Value {
	e.spend(1 + (len(v.Items)+len(v.Pairs))/4)
	switch v.Type {
	case List, Set:
		return e.changedList(v, method, c)
	case Dict:
		return e.changedDict(v, method, c)
	case Unknown, Env:
		return e.changedUnknown(v, method, c)
	}
	return v
}

func (e *evaluator) changedList(v *Value, method string, c *call) *Value {
	w := v.clone()
	w.At = c.at
	first := c.arg(0)
	switch {
	case method == "clear":
		w.Items = nil
		return &w
	case method == "reverse" || method == "sort":
		w.Items = []Item{{Value: v, Rest: true}}
		if method == "reverse" || e.plainItems(v) {
			w.Items = reversed(v.Items)
		}
		return &w
	case first == nil && method != "pop":
		return v
	}
	switch method {
	case "append", "add":
		w.Items = append(v.Items[:len(v.Items):len(v.Items)], Item{Value: first})
	case "extend", "update":
		w.Items = append(v.Items[:len(v.Items):len(v.Items)], e.splice(first)...)
	case "insert":
		w.Items = e.inserted(v, first, c.arg(1))
	case "remove", "discard":
		w.Items = removed(v.Items, first)
	case "pop":
		return e.popped(v, first, c.at)
	}
	if len(w.Items) > maxItems {
		return e.unknown("the list is too long to be followed", c.at)
	}
	return &w
}

func reversed(items []Item) []Item {
	out := make([]Item, 0, len(items))
	for i := len(items) - 1; i >= 0; i-- {
		out = append(out, items[i])
	}
	return out
}

// inserted puts an item at an index; where the index is not known, the order
// of the list is not known either, and the item stands at its start.
func (e *evaluator) inserted(v, index, value *Value) []Item {
	if value == nil {
		return v.Items
	}
	at := 0
	if index.Type == Int {
		at = int(index.Int)
		if at < 0 {
			at += len(v.Items)
		}
	}
	at = max(0, min(at, len(v.Items)))
	out := append([]Item(nil), v.Items[:at]...)
	out = append(out, Item{Value: value})
	return append(out, v.Items[at:]...)
}

// removed drops the first item that equals the value; one that may equal it
// may be gone.
func removed(items []Item, value *Value) []Item {
	out := make([]Item, 0, len(items))
	gone := false
	for _, it := range items {
		if !gone && !it.Rest && Equal(it.Value, value) == audit.Yes {
			gone = len(it.When) == 0
			continue
		}
		out = append(out, it)
	}
	return out
}

func (e *evaluator) popped(v, index *Value, at audit.Span) *Value {
	if len(v.Items) == 0 {
		return v
	}
	if index == nil {
		index = intValue(-1, at)
	}
	return e.without(v, index)
}

func (e *evaluator) changedDict(v *Value, method string, c *call) *Value {
	key := c.arg(0)
	switch {
	case method == "clear":
		w := v.clone()
		w.Pairs, w.Open, w.At = nil, false, c.at
		return &w
	case method == "update":
		return e.updated(v, c)
	case key == nil:
		return v
	case method == "pop":
		return e.without(v, key)
	case method == "setdefault":
		value := c.arg(1)
		if value == nil {
			value = noneValue(c.at)
		}
		if there, _ := v.Has(key.Text); key.Whole() && there != audit.No {
			return v
		}
		return v.with(key, value, c.at)
	}
	return v
}

// updated is d.update(other, key=value).
func (e *evaluator) updated(v *Value, c *call) *Value {
	w := v
	if first := c.arg(0); first != nil {
		w = e.update(w, first, c.at)
	}
	for _, k := range c.keywords {
		w = w.with(textValue(k.name, k.value.Span), k.value, c.at)
	}
	if c.partial {
		w = e.update(w, e.unknown("a part of this dict is not seen", c.at), c.at)
	}
	out := w.clone()
	out.At, out.ident = c.at, v.ident
	return &out
}

// changedUnknown is a change to a list or dict that is not seen: what the
// change adds is known all the same.
func (e *evaluator) changedUnknown(v *Value, method string, c *call) *Value {
	first := c.arg(0)
	if v.Question == "" && v.Type == Unknown {
		v.Question = e.fresh()
	}
	list := &Value{Type: List, Items: []Item{{Value: v, Rest: true}}, Span: v.Span, At: c.at, ident: e.nextIdent()}
	switch method {
	case "append", "extend", "insert", "add":
		return e.changedList(list, method, c)
	case "update":
		if first != nil && first.Sequence() {
			return e.changedList(list, method, c)
		}
		dict := &Value{Type: Dict, Open: true, Reason: v.Settle(), Span: v.Span, ident: e.nextIdent()}
		return e.updated(dict, c)
	}
	return e.unknown(cmp.Or(v.Settle(), "it is changed in a way that is not followed"), c.at)
}
