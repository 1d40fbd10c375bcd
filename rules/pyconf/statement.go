package pyconf

import (
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

// bare is an expression alone: a call for its effect.
func (e *evaluator) bare(s *python.ExprStmt) flow {
	v := e.eval(s.Value)
	if v.Type == Code && v.Text == "NoReturn" {
		return audit.No
	}
	return audit.Yes
}

// invalid is a line that could not be read: what stood in its block may or may
// not have run.
func (e *evaluator) invalid(s *python.Invalid) {
	if len(s.Body) == 0 {
		return
	}
	c := Cond{Key: e.fresh(), Want: true, Span: s.Span(), Why: "a line that could not be read decides it"}
	e.branch(c, func() flow { return e.block(s.Body) }, e.noStatement)
}

func (e *evaluator) noStatement() flow { return audit.Yes }

func (e *evaluator) global(names []string) {
	if e.scope.globals == nil {
		e.scope.globals = map[string]bool{}
	}
	for _, name := range names {
		e.scope.globals[name] = true
	}
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
		w := box.clone()
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
			w := box.clone()
			w.Items = append(append([]Item(nil), box.Items[:i]...), box.Items[i+1:]...)
			return &w
		}
	}
	return e.unknown("a part of it is deleted that is not seen", box.Span)
}

func (e *evaluator) assign(s *python.Assign) {
	v := e.eval(s.Value)
	for _, target := range s.Targets {
		e.store(target, v, s.Span())
	}
}

// augment is X += v and its kin.
func (e *evaluator) augment(s *python.AugAssign) {
	old := e.eval(s.Target)
	more := e.eval(s.Value)
	v := e.binary(s.Op, old, more, s.Span())
	if old.ident != 0 && v.Type == old.Type && (s.Op == "+" || s.Op == "|") {
		w := v.clone()
		w.ident = old.ident
		v = &w
	}
	e.replace(s.Target, v, s.Span())
}
