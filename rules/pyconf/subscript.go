package pyconf

import (
	"cmp"

	"preflight/rules/audit"
	"preflight/rules/syntax/python"
)

func (e *evaluator) subscript(x *python.Subscript) *Value {
	box := Restrict(e.eval(x.Value), e.facts)
	if slice, ok := x.Index.(*python.Slice); ok {
		return e.slice(box, slice, x.Span())
	}
	key := e.eval(x.Index)
	return box.Each(func(c *Value) *Value { return e.index(c, key, x.Span()) })
}

// index is box[key].
func (e *evaluator) index(box, key *Value, at audit.Span) *Value {
	switch {
	case box.Type == Code && box.Text == "os.environ":
		return e.environMethod("__getitem__", &call{args: []*Value{key}, at: at})
	case box.Type == Code && box.Text == "globals()" && key.Whole():
		return e.name(nameAt(key.Text))
	case box.Type == Code && box.Text == "parents" && key.Type == Int && key.Int < 32:
		return e.ancestor(box.Object.self, int(key.Int), at)
	case box.Type == Dict && key.Whole():
		if v := box.Key(key.Text); v.Type != Absent {
			return v
		}
	case box.Type == Dict && key.Type == Env:
		return e.pick(box, key, at)
	case (box.Type == List || box.Type == Tuple) && key.Type == Int && e.plainItems(box):
		i := int(key.Int)
		if i < 0 {
			i += len(box.Items)
		}
		if i >= 0 && i < len(box.Items) {
			return box.Items[i].Value
		}
	}
	return e.unknown(cmp.Or(box.Settle(), key.Settle(), entryWhy(key)), at)
}

// pick is TABLE[os.environ.get("X", "default")].
func (e *evaluator) pick(box, key *Value, at audit.Span) *Value {
	return e.lift(key, "in "+box.Span.Text(), Unknown, at, func(d *Value) *Value { return e.index(box, d, at) })
}

// entryWhy names an entry that a list or dict does not show.
func entryWhy(key *Value) string {
	if key.Whole() && len(key.Text) < 40 {
		return "the entry " + key.Text + " is not seen"
	}
	return "this entry is not seen"
}

func nameAt(id string) *python.Name { return &python.Name{ID: id} }

func (e *evaluator) ancestor(v *Value, n int, at audit.Span) *Value {
	for ; n >= 0 && v.Type == Path; n-- {
		v = e.pathAttribute(v, "parent", at)
	}
	return v
}

// slice is box[a:b] of a known text or list.
func (e *evaluator) slice(box *Value, s *python.Slice, at audit.Span) *Value {
	n := len(box.Items)
	if box.Whole() {
		n = len(box.Text)
	}
	if s.Step == nil && s.Upper == nil && s.Lower != nil {
		if from := e.eval(s.Lower); from.Type == Int {
			if v := e.rest(box, int(from.Int), at); v != nil {
				return v
			}
		}
	}
	if !box.Whole() && !(box.Sequence() && e.plainItems(box)) || s.Step != nil {
		return e.unknown(cmp.Or(box.Settle(), "this part is not followed"), at)
	}
	from, ok1 := e.bound(s.Lower, 0, n)
	to, ok2 := e.bound(s.Upper, n, n)
	if !ok1 || !ok2 {
		return e.unknown("this part is not followed", at)
	}
	to = max(from, to)
	if box.Whole() {
		return textValue(box.Text[from:to], at)
	}
	return &Value{Type: box.Type, Items: box.Items[from:to:to], Span: at, ident: e.nextIdent()}
}

func (e *evaluator) bound(x python.Expr, none, n int) (int, bool) {
	if x == nil {
		return none, true
	}
	v := e.eval(x)
	if v.Type != Int {
		return 0, false
	}
	i := v.Int
	if i < 0 {
		i += int64(n)
	}
	return int(max(0, min(i, int64(n)))), true
}
