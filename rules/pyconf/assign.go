package pyconf

import (
	"cmp"

	"preflight/rules/audit"
	"preflight/rules/syntax/python"
)

// store writes a value to the target of an assignment.
func (e *evaluator) store(target python.Expr, v *Value, place audit.Span) {
	switch t := target.(type) {
	case *python.Name:
		e.set(t.ID, v, place)
	case *python.Subscript:
		e.storeKey(t, v, place)
	case *python.Attribute:
		e.storeAttribute(t, v, place)
	case *python.Tuple:
		e.unpack(t.Elts, v, place)
	case *python.List:
		e.unpack(t.Elts, v, place)
	case *python.Starred:
		e.store(t.Value, e.unknown(v.Settle(), v.Span), place)
	}
}

func (e *evaluator) unpack(targets []python.Expr, v *Value, place audit.Span) {
	v = Restrict(v, e.facts)
	exact := v.Sequence() && len(v.Items) == len(targets) && e.plainItems(v)
	for i, t := range targets {
		if exact {
			e.store(t, v.Items[i].Value, place)
			continue
		}
		why := cmp.Or(v.Settle(), "its parts are not seen")
		e.store(t, e.unknown(why, v.Span), place)
	}
}

// storeKey is X[k] = v, also X[k][j] = v and globals()[k] = v.
func (e *evaluator) storeKey(t *python.Subscript, v *Value, place audit.Span) {
	box := e.eval(t.Value)
	key := e.eval(t.Index)
	if box.Type == Code {
		e.storeInto(box, key, v, place)
		return
	}
	e.replace(t.Value, box.Each(func(c *Value) *Value { return e.withKey(c, key, v, place) }), place)
}

// storeInto writes to an object that is no dict: the environment or globals().
func (e *evaluator) storeInto(box, key, v *Value, place audit.Span) {
	switch {
	case box.Text == "os.environ" && key.Whole():
		e.envSet[key.Text] = v
	case box.Text == "globals()" && key.Whole():
		module := e.scope
		e.scope = e.scope.Module()
		e.set(key.Text, v, place)
		e.scope = module
	case box.Text == "globals()" && len(key.Head()) > 2:
		e.hide(key.Head(), key, place)
	case box.Text == "globals()":
		e.taint("globals() is written under a name that is not seen", place, nil)
	}
}

// withKey gives the dict or list with one entry changed.
func (e *evaluator) withKey(box, key, v *Value, place audit.Span) *Value {
	e.spend(len(box.Pairs)/8 + len(box.Items)/8)
	switch box.Type {
	case Dict:
		return box.with(key, v, place)
	case List:
		return e.withIndex(box, key, v)
	case Env:
		w := box.clone()
		w.At = place
		w.Pairs = (&Value{Type: Dict, Pairs: box.Pairs}).with(key, v, place).Pairs
		if box.Default != nil && box.Default.Type == Dict {
			w.Default = box.Default.with(key, v, place)
		}
		return &w
	case Unknown:
		w := &Value{Type: Dict, Open: true, Reason: box.Settle(), Span: box.Span, At: place, ident: e.nextIdent()}
		return w.with(key, v, place)
	}
	return e.unknown("it is changed in a way that is not followed", place)
}

func (e *evaluator) withIndex(box, key, v *Value) *Value {
	if key.Type != Int || !e.plainItems(box) {
		return e.unknown("it is changed at an index that is not seen", key.Span)
	}
	i := int(key.Int)
	if i < 0 {
		i += len(box.Items)
	}
	if i < 0 || i >= len(box.Items) {
		return box
	}
	w := box.clone()
	w.Items = append([]Item(nil), box.Items...)
	w.Items[i] = Item{Value: v}
	return &w
}

// replace writes a changed list or dict back to where it was read from, and to
// every other name for the same object.
func (e *evaluator) replace(place python.Expr, v *Value, at audit.Span) {
	switch t := place.(type) {
	case *python.Name:
		e.rebind(t.ID, v, at)
	case *python.Subscript:
		box := e.eval(t.Value)
		if box.Type != Code {
			key := e.eval(t.Index)
			e.replace(t.Value, box.Each(func(c *Value) *Value { return e.withKey(c, key, v, at) }), at)
		}
	case *python.Attribute:
		e.storeAttribute(t, v, at)
	}
}

func (e *evaluator) rebind(name string, v *Value, at audit.Span) {
	b, s := e.scope.find(name)
	if b == nil {
		e.set(name, v, at)
		return
	}
	old := b.Value
	if v.depth() > maxNested {
		v = e.unknown(tooDeep, at)
	}
	s.put(name, b.with(stamp(v, at), at))
	if old.ident == 0 || old.ident != v.ident {
		return
	}
	stamped := stamp(v, at)
	for _, other := range s.shared[old.ident] {
		if twin := s.Own(other); other != name && twin != nil && twin.Value.ident == old.ident {
			s.put(other, twin.with(stamped, at))
			e.spend(8)
		}
	}
}

// storeAttribute is x.attr = v.
func (e *evaluator) storeAttribute(t *python.Attribute, v *Value, place audit.Span) {
	box := e.eval(t.Value)
	if box.Type != Code || box.Object == nil {
		return
	}
	switch {
	case box.Text == "class" && box.Object.Scope != nil:
		s := box.Object.Scope
		s.put(t.Attr, (&Binding{}).with(stamp(v, place), place))
	case box.Text == "environ" && t.Attr == "prefix" && v.Whole():
		box.Object.prefix = v.Text
	}
}
