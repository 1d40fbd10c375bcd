package pyconf

import (
	"cmp"
	"preflight/rules/audit"
	"preflight/rules/syntax/python"
)

// statement runs one statement; audit.No means that the block ends with it.
func (e *evaluator) statement(s python.Stmt) flow {
	if !e.spend(1) {
		e.exhausted(s.Span())
		return audit.No
	}
	switch s := s.(type) {
	case *python.Assign:
		e.assign(s)
	case *python.AnnAssign:
		if s.Value != nil {
			e.store(s.Target, e.eval(s.Value), s.Span())
		}
	case *python.AugAssign:
		e.augment(s)
	case *python.ExprStmt:
		return e.bare(s)
	case *python.Delete:
		e.remove(s)
	case *python.Assert:
		e.eval(s.Test)
	case *python.Invalid:
		e.invalid(s)
	default:
		return e.compound(s)
	}
	return audit.Yes
}

func (e *evaluator) compound(s python.Stmt) flow {
	if e.depth >= maxDepth {
		e.taint(tooLarge, s.Span(), nil)
		return audit.Yes
	}
	e.depth++
	defer func() { e.depth-- }()
	switch s := s.(type) {
	case *python.If:
		return e.ifElse(s)
	case *python.For:
		return e.forLoop(s)
	case *python.While:
		return e.whileLoop(s)
	case *python.Try:
		return e.try(s)
	case *python.With:
		return e.with(s)
	case *python.Match:
		return e.match(s, 0, e.eval(s.Subject))
	}
	return e.definition(s)
}

func (e *evaluator) definition(s python.Stmt) flow {
	switch s := s.(type) {
	case *python.FunctionDef:
		e.set(s.Name, e.function(s), s.Span())
	case *python.ClassDef:
		e.set(s.Name, e.classOf(s), s.Span())
	case *python.Import:
		e.importModules(s)
	case *python.ImportFrom:
		e.importFrom(s)
	case *python.Global:
		e.global(s.Names)
	case *python.Return:
		e.returns(s)
		return audit.No
	case *python.Raise, *python.Break, *python.Continue:
		return audit.No
	}
	return audit.Yes
}

// exhausted ends the evaluation: nothing after this place is followed.
func (e *evaluator) exhausted(at audit.Span) {
	s := e.scope.Module()
	if s.Missing == tooLarge {
		return
	}
	*e.steps = len(s.Order) * 8
	e.taint(tooLarge, at, nil)
	*e.steps = 0
}

func (e *evaluator) assign(s *python.Assign) {
	v := e.eval(s.Value)
	for _, target := range s.Targets {
		e.store(target, v, s.Span())
	}
}

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
		if v.Type == Code {
			why = notGiven(v.Text)
		}
		e.store(t, e.unknown(why, v.Span), place)
	}
}

func (e *evaluator) plainItems(v *Value) bool {
	for _, it := range v.Items {
		if it.Rest || len(it.When) > 0 {
			return false
		}
	}
	return true
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
		w := *box
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
	w := *box
	w.Items = append([]Item(nil), box.Items...)
	w.Items[i] = Item{Value: v}
	return &w
}

// with gives the dict with one entry changed or added.
func (v *Value) with(key, value *Value, place audit.Span) *Value {
	w := *v
	w.At = place
	if !key.Whole() && !IsNumber(key) {
		w.Open = true
		w.Reason = "it is changed under a key that is not seen"
		return &w
	}
	w.Pairs = make([]Pair, 0, len(v.Pairs)+1)
	for _, p := range v.Pairs {
		if Equal(p.Key, key) != audit.Yes {
			w.Pairs = append(w.Pairs, p)
		}
	}
	if len(w.Pairs) >= maxItems {
		w.Open = true
		return &w
	}
	w.Pairs = append(w.Pairs, Pair{Key: key, Value: value})
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
	s.put(name, b.with(stamp(v, at), at))
	if old.ident == 0 || old.ident != v.ident {
		return
	}
	e.spend(len(s.Order) / 4)
	stamped := stamp(v, at)
	for _, other := range s.Order {
		if twin := s.Own(other); other != name && twin != nil && twin.Value.ident == old.ident {
			s.put(other, twin.with(stamped, at))
			e.spend(8)
		}
	}
}

// augment is X += v and its kin.
func (e *evaluator) augment(s *python.AugAssign) {
	old := e.eval(s.Target)
	more := e.eval(s.Value)
	v := e.binary(s.Op, old, more, s.Span())
	if old.ident != 0 && v.Type == old.Type && (s.Op == "+" || s.Op == "|") {
		w := *v
		w.ident = old.ident
		v = &w
	}
	e.replace(s.Target, v, s.Span())
}

// bare is an expression alone: a call for its effect.
func (e *evaluator) bare(s *python.ExprStmt) flow {
	v := e.eval(s.Value)
	if v.Type == Code && v.Text == "NoReturn" {
		return audit.No
	}
	return audit.Yes
}

func (e *evaluator) remove(s *python.Delete) {
	for _, target := range s.Targets {
		switch t := target.(type) {
		case *python.Name:
			e.set(t.ID, NewAbsent(), s.Span())
		case *python.Subscript:
			box, key := e.eval(t.Value), e.eval(t.Index)
			if box.Type != Code {
				e.replace(t.Value, box.Each(func(c *Value) *Value { return e.without(c, key) }), s.Span())
			}
		}
	}
}

// without gives a dict or list with the entry under the key gone.
func (e *evaluator) without(box, key *Value) *Value {
	switch {
	case box.Type == Dict && key.Known():
		w := *box
		w.Pairs = nil
		for _, p := range box.Pairs {
			if Equal(p.Key, key) != audit.Yes {
				w.Pairs = append(w.Pairs, p)
			}
		}
		return &w
	case box.Type == List && key.Type == Int && e.plainItems(box):
		i := int(key.Int)
		if i < 0 {
			i += len(box.Items)
		}
		if i >= 0 && i < len(box.Items) {
			w := *box
			w.Items = append(append([]Item(nil), box.Items[:i]...), box.Items[i+1:]...)
			return &w
		}
	}
	return e.unknown("a part of it is deleted that is not seen", box.Span)
}

// invalid is a line that could not be read: what stood in its block may or may
// not have run.
func (e *evaluator) invalid(s *python.Invalid) {
	if len(s.Body) == 0 {
		return
	}
	c := Cond{Key: e.fresh(), Want: true, Span: s.Span(), Why: "a line that could not be read decides it"}
	e.branch(c, func() flow { return e.block(s.Body) }, e.nothing)
}

func (e *evaluator) nothing() flow { return audit.Yes }

func (e *evaluator) global(names []string) {
	if e.scope.globals == nil {
		e.scope.globals = map[string]bool{}
	}
	for _, name := range names {
		e.scope.globals[name] = true
	}
}
