package pyconf

import (
	"cmp"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/syntax/python"
)

// Object is what stands behind a Code value.
type Object struct {
	def    *python.FunctionDef
	Lambda *python.Lambda
	Scope  *Scope // where the function was defined; the body of a class
	file   *audit.File

	Bases  []*Object
	Name   string
	schema map[string]schemaEntry // environ.Env(…)
	prefix string
	module *Module
	self   *Value // the value whose method this is
}

// call is a call with its arguments evaluated.
type call struct {
	args     []*Value
	keywords []keyword
	partial  bool // *args or **kwargs that are not seen
	at       audit.Span
}

type keyword struct {
	name  string
	value *Value
}

// arg gives the ith positional argument or the keyword under one of the names.
func (c *call) arg(i int, names ...string) *Value {
	if i < len(c.args) {
		return c.args[i]
	}
	return c.keyword(names...)
}

func (c *call) keyword(names ...string) *Value {
	for _, k := range c.keywords {
		for _, n := range names {
			if k.name == n {
				return k.value
			}
		}
	}
	return nil
}

// call evaluates a call.
func (e *evaluator) call(x *python.Call) *Value {
	if attr, ok := x.Func.(*python.Attribute); ok {
		return e.methodCall(x, attr)
	}
	f := e.eval(x.Func)
	return e.apply(f, e.arguments(x))
}

func (e *evaluator) arguments(x *python.Call) *call {
	c := &call{at: x.Span()}
	for _, a := range x.Args {
		star, ok := a.(*python.Starred)
		if !ok {
			c.args = append(c.args, e.eval(a))
			continue
		}
		v := Restrict(e.eval(star.Value), e.facts)
		if !v.Sequence() || !e.plainItems(v) {
			c.partial = true
			continue
		}
		for _, it := range v.Items {
			c.args = append(c.args, it.Value)
		}
	}
	for _, k := range x.Keywords {
		if k.Name == "" {
			c.spread(e.eval(k.Value))
			continue
		}
		c.keywords = append(c.keywords, keyword{k.Name, e.eval(k.Value)})
	}
	return c
}

// spread takes the entries of **kwargs as far as they are known.
func (c *call) spread(v *Value) {
	if v.Type != Dict || v.Open {
		c.partial = true
		return
	}
	for _, p := range v.Pairs {
		if p.Key.Whole() && len(p.When) == 0 {
			c.keywords = append(c.keywords, keyword{p.Key.Text, p.Value})
		} else {
			c.partial = true
		}
	}
}

// apply calls a value.
func (e *evaluator) apply(f *Value, c *call) *Value {
	f = Restrict(f, e.facts)
	if f.Type != Code {
		return e.unknown(cmp.Or(f.Settle(), "what this call gives is not seen"), c.at)
	}
	if o := f.Object; o != nil {
		switch {
		case o.def != nil:
			return e.invoke(o, c)
		case o.Lambda != nil:
			return e.invokeLambda(o, c)
		case o.self != nil && f.Text == "method":
			return e.method(o.self, o.Name, c)
		case f.Text == "environ":
			return e.environRead(o, "", c)
		}
	}
	return e.library(f, c)
}

// invoke follows a function of the module.
func (e *evaluator) invoke(o *Object, c *call) *Value {
	if e.calls >= maxCalls || !e.spend(4) || e.depth >= maxDepth-8 {
		return NewUnknown(tooLarge, c.at)
	}
	saved, savedFrame, savedFile, mark := e.scope, e.frame, e.file, len(e.path)
	e.calls++
	e.depth++
	e.scope = newScope(o.Scope.Module())
	e.frame = &frame{outer: mark}
	e.bindParams(o.def.Params, c, o.self)
	ended := e.block(o.def.Body)
	v := e.result(ended, mark, c.at)
	e.forget(mark)
	e.calls--
	e.depth--
	e.scope, e.frame, e.file = saved, savedFrame, savedFile
	return v
}

// result joins what a function may have returned.
func (e *evaluator) result(ended flow, mark int, at audit.Span) *Value {
	returns := e.frame.returns
	if ended != audit.No {
		returns = append(returns, Choice{noneValue(at), e.path[mark:len(e.path):len(e.path)]})
	}
	if len(returns) == 0 {
		return &Value{Type: Code, Text: "NoReturn", Span: at}
	}
	v := asDefault(Either(returns), at)
	if v.Type == Several || !v.At.IsZero() {
		return v
	}
	return v
}

func (e *evaluator) returns(s *python.Return) {
	v := e.eval(s.Value)
	if e.frame == nil {
		return
	}
	when := append(Conds(nil), e.path[min(e.frame.outer, len(e.path)):]...)
	if len(when) > maxConds {
		when = when[:maxConds]
	}
	e.frame.returns = append(e.frame.returns, Choice{v, when})
}

// bindParams gives the parameters of a function their values.
func (e *evaluator) bindParams(params []*python.Param, c *call, self *Value) {
	args := c.args
	if self != nil {
		args = append([]*Value{self}, args...)
	}
	i := 0
	for _, p := range params {
		v := e.unknown("the argument "+p.Name+" is not seen", c.at)
		switch {
		case p.Kind == "*":
			v = e.restArgs(args, &i, c)
		case p.Kind == "**":
		case p.Kind != "name" && i < len(args):
			v = args[i]
			i++
		case c.keyword(p.Name) != nil:
			v = c.keyword(p.Name)
		case p.Default != nil && !c.partial:
			v = e.eval(p.Default)
		}
		e.scope.put(p.Name, &Binding{Value: v})
	}
}

func (e *evaluator) restArgs(args []*Value, i *int, c *call) *Value {
	v := &Value{Type: Tuple, Span: c.at}
	for ; *i < len(args); *i++ {
		v.Items = append(v.Items, Item{Value: args[*i]})
	}
	return v
}

func (e *evaluator) invokeLambda(o *Object, c *call) *Value {
	if e.calls >= maxCalls || !e.spend(2) {
		return NewUnknown(tooLarge, c.at)
	}
	saved := e.scope
	e.calls++
	e.scope = newScope(o.Scope)
	e.bindParams(o.Lambda.Params, c, nil)
	v := e.eval(o.Lambda.Body)
	e.calls--
	e.scope = saved
	return v
}

// function is a def: it is followed where it is called. A decorator that is
// not known hides what it does.
func (e *evaluator) function(s *python.FunctionDef) *Value {
	o := &Object{def: s, Scope: e.scope, file: e.file, Name: s.Name}
	v := &Value{Type: Code, Text: "def", Span: s.Span(), Object: o}
	for _, d := range s.Decorators {
		switch f := e.eval(d); f.Text {
		case "property", "staticmethod", "classmethod":
			v.Text = f.Text
		case "functools.lru_cache", "functools.lru_cache()", "functools.cache":
		default:
			return e.unknown("what the decorator makes of "+s.Name+" is not seen", s.Span())
		}
	}
	return v
}

// classOf runs the body of a class as a scope of its own.
func (e *evaluator) classOf(s *python.ClassDef) *Value {
	o := &Object{Name: s.Name, file: e.file}
	for _, b := range s.Bases {
		base := e.eval(b)
		if base.Object == nil {
			base = &Value{Type: Code, Text: base.Text, Object: &Object{Name: base.Text}}
		}
		o.Bases = append(o.Bases, base.Object)
	}
	saved := e.scope
	e.scope = newScope(saved.Module())
	o.Scope = e.scope
	e.scope.Class = o
	for _, b := range o.Bases {
		if b.Scope != nil {
			e.inherit(e.scope, b.Scope)
		} else if b.Name != "" && b.Name != "object" && !SettingsBase(b.Name) {
			e.scope.Missing, e.scope.Gap = b.Name+" is not among the files", s.Span()
		}
	}
	e.block(s.Body)
	e.scope = saved
	return &Value{Type: Code, Text: "class", Span: s.Span(), Object: o}
}

// SettingsBase reports whether the class is one that brings no settings.
func SettingsBase(name string) bool {
	return strings.HasPrefix(name, "configurations.") || name == "Configuration"
}

func (e *evaluator) inherit(s, base *Scope) {
	e.spend(len(base.Order))
	for _, name := range base.Order {
		if b := base.Own(name); b != nil {
			s.put(name, b)
		}
	}
	if base.Missing != "" {
		s.Missing, s.Gap = base.Missing, base.Gap
	}
}

// attribute is v.attr.
func (e *evaluator) attribute(v *Value, attr string, at audit.Span) *Value {
	v = Restrict(v, e.facts)
	switch v.Type {
	case Code:
		return e.member(v, attr, at)
	case Path:
		return e.pathAttribute(v, attr, at)
	case Several:
		return v.Each(func(c *Value) *Value { return e.attribute(c, attr, at) })
	case Unknown, Env:
		return e.unknown(cmp.Or(v.Settle(), "what ."+attr+" gives is not seen"), at)
	}
	return &Value{Type: Code, Text: "method", Span: at, Object: &Object{self: v, Name: attr}}
}

// member is an attribute of a module, class or library object.
func (e *evaluator) member(v *Value, attr string, at audit.Span) *Value {
	if o := v.Object; o != nil {
		switch {
		case o.module != nil:
			return e.moduleMember(o.module, attr, at)
		case o.Scope != nil && v.Text == "class":
			return e.classMember(o, attr, at)
		case o.schema != nil || v.Text == "environ":
			return &Value{Type: Code, Text: "environ." + attr, Span: at, Object: &Object{schema: o.schema, prefix: o.prefix, self: v}}
		}
	}
	name := v.Text + "." + attr
	if known := e.constant(name, at); known != nil {
		return known
	}
	return &Value{Type: Code, Text: name, Span: at, Object: v.Object}
}

func (e *evaluator) classMember(o *Object, attr string, at audit.Span) *Value {
	b := o.Scope.Own(attr)
	if b == nil {
		return e.unknown(o.Name+"."+attr+" is not seen", at)
	}
	if b.Value.Type == Code && b.Value.Text == "property" && b.Value.Object != nil {
		return e.invoke(b.Value.Object, &call{at: at, args: []*Value{{Type: Code, Text: "class", Object: o}}})
	}
	return Restrict(b.Value, e.facts)
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
	return e.unknown(cmp.Or(box.Settle(), cmp.Or(key.Settle(), "this entry is not seen")), at)
}

func nameAt(id string) *python.Name { return &python.Name{ID: id} }

// pick is TABLE[os.environ.get("X", "default")].
func (e *evaluator) pick(box, key *Value, at audit.Span) *Value {
	return e.lift(key, "in "+box.Span.Text(), Unknown, at, func(d *Value) *Value { return e.index(box, d, at) })
}

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
