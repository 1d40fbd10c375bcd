package pyconf

import (
	"preflight/rules/audit"
	"preflight/rules/syntax/python"
)

func (e *evaluator) ifElse(s *python.If) flow {
	test := e.eval(s.Test)
	switch e.truth(test) {
	case audit.Yes:
		return e.block(s.Body)
	case audit.No:
		return e.block(s.Else)
	}
	return e.branch(e.condOf(Restrict(test, e.facts), s.Test.Span()),
		func() flow { e.believeAll(s.Test); return e.block(s.Body) },
		func() flow { return e.block(s.Else) })
}

func (e *evaluator) try(s *python.Try) flow {
	cond, sure := e.attempt(s)
	var ended flow
	if sure {
		if ended = e.block(s.Body); ended == audit.Yes {
			ended = e.block(s.Else)
		}
	} else {
		ended = e.branch(cond,
			func() flow { return e.tried(s, cond) },
			func() flow { return e.handlers(cond, s.Handlers) })
	}
	if e.block(s.Finally) == audit.No {
		return audit.No
	}
	return ended
}

// tried is the body of a try that succeeds.
func (e *evaluator) tried(s *python.Try, c Cond) flow {
	saved := e.optional
	if c.Optional {
		e.optional = &c
	}
	ended := e.block(s.Body)
	e.optional = saved
	if ended == audit.No {
		return audit.No
	}
	return e.block(s.Else)
}

// attempt says what a try depends on; sure is true where its body cannot fail.
func (e *evaluator) attempt(s *python.Try) (c Cond, sure bool) {
	if len(s.Handlers) == 0 {
		return Cond{}, true
	}
	c = Cond{Key: e.fresh(), Want: true, Span: s.Span(), Why: "whether " + attempted(s.Body) + " succeeds decides it"}
	if len(s.Body) == 0 {
		return c, true
	}
	if name := e.importedByName(s.Body); name != "" {
		return e.importAttempt(c, name, 0)
	}
	switch first := s.Body[0].(type) {
	case *python.ImportFrom:
		return e.importAttempt(c, first.Module, first.Level)
	case *python.Import:
		if len(first.Names) > 0 {
			return e.importAttempt(c, first.Names[0].Name, 0)
		}
	}
	if name := e.requiredEnv(s.Body); name != "" {
		return isSet(name, s.Span()), false
	}
	return c, false
}

// attempted names what the body of a try attempts: its first call.
func attempted(body []python.Stmt) string {
	name := "the try"
	for _, s := range body {
		python.Walk(s, func(n python.Node) bool {
			if call, ok := n.(*python.Call); ok && name == "the try" {
				if called := callName(call); called != "" {
					name = cut(called)
				}
			}
			return name == "the try"
		})
	}
	return name
}

// callName writes a name, an attribute or a call of one as the module does,
// without arguments; "" for anything else.
func callName(x python.Expr) string {
	switch x := x.(type) {
	case *python.Name:
		return x.ID
	case *python.Attribute:
		if of := callName(x.Value); of != "" {
			return of + "." + x.Attr
		}
	case *python.Call:
		if f := callName(x.Func); f != "" {
			return f + "()"
		}
	}
	return ""
}

// requiredEnv names the variable whose absence makes the body of a try fail.
func (e *evaluator) requiredEnv(body []python.Stmt) string {
	name := ""
	for _, s := range body {
		python.Walk(s, func(n python.Node) bool {
			if sub, ok := n.(*python.Subscript); ok && name == "" {
				if box := e.eval(sub.Value); box.Type == Code && box.Text == "os.environ" {
					if key := e.eval(sub.Index); key.Whole() {
						name = key.Text
					}
				}
			}
			return name == ""
		})
	}
	return name
}

// handlers reads the except clauses: which one runs is not known where there
// are several.
func (e *evaluator) handlers(c Cond, handlers []*python.Handler) flow {
	h := handlers[0]
	if h.Name != "" {
		e.set(h.Name, e.unknown("an exception", h.Span()), h.Span())
	}
	if len(handlers) == 1 {
		return e.block(h.Body)
	}
	which := Cond{Key: e.fresh(), Want: true, Span: h.Span(), Why: c.Why}
	return e.branch(which,
		func() flow { return e.block(h.Body) },
		func() flow { return e.handlers(c, handlers[1:]) })
}

func (e *evaluator) with(s *python.With) flow {
	prefix := e.prefix
	for _, item := range s.Items {
		v := e.eval(item.Context)
		if item.Target != nil {
			e.store(item.Target, v, s.Span())
		}
	}
	ended := e.block(s.Body)
	e.prefix = prefix
	return ended
}

// match reads the cases from the ith on as a chain of tests.
func (e *evaluator) match(s *python.Match, i int, subject *Value) flow {
	if i >= len(s.Cases) || e.depth >= maxDepth {
		return audit.Yes
	}
	c := s.Cases[i]
	test := e.matches(c, subject)
	switch e.truth(test) {
	case audit.Yes:
		return e.block(c.Body)
	case audit.No:
		return e.match(s, i+1, subject)
	}
	return e.branch(e.condOf(test, c.Span()),
		func() flow { return e.block(c.Body) },
		func() flow { return e.match(s, i+1, subject) })
}

func (e *evaluator) matches(c *python.Case, subject *Value) *Value {
	var test *Value
	switch p := c.Pattern.(type) {
	case *python.Name:
		e.store(p, subject, c.Span())
		test = boolValue(true, c.Span())
	case *python.Str, *python.Constant, *python.Number, *python.Attribute:
		test = e.compare("==", subject, e.eval(p), c.Span())
	default:
		test = e.unknown("which case matches is not seen", c.Span())
	}
	if c.Guard != nil {
		test = e.unknown("which case matches is not seen", c.Span())
	}
	return test
}
