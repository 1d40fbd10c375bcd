package pyconf

import (
	"cmp"

	"preflight/rules/audit"
	"preflight/rules/syntax/python"
)

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
	f := Restrict(e.eval(x.Func), e.facts)
	c := e.arguments(x)
	if name := callName(x); f.Type != Code && name != "" {
		return e.unknown(cmp.Or(f.Settle(), "what "+cut(name)+" gives is not seen"), c.at)
	}
	return e.apply(f, c)
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
		case f.Text == "class":
			return &Value{Type: Code, Text: o.Name + "()", Span: c.at}
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
	return asDefault(Either(returns), at)
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

// through applies a function of the module to an environment variable.
func (e *evaluator) through(f, v *Value, at audit.Span) *Value {
	return e.apply(f, &call{args: []*Value{v}, at: at})
}
