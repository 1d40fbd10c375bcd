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
		func() flow { return e.block(s.Body) },
		func() flow { return e.block(s.Else) })
}

// maxRounds caps the rounds of a loop that are followed one by one.
const maxRounds = 128

func (e *evaluator) forLoop(s *python.For) flow {
	over := Restrict(e.eval(s.Iter), e.facts)
	items, ok := e.iterate(over)
	if ok && len(items) <= maxRounds && !leavesLoop(s.Body) {
		for _, item := range items {
			e.store(s.Target, item, s.Span())
			if e.block(s.Body) == audit.No {
				return audit.No
			}
		}
		return e.block(s.Else)
	}
	e.store(s.Target, e.unknown("a loop gives it a value that is not seen", s.Span()), s.Span())
	return e.loop(s.Body, s.Span())
}

// iterate gives the elements that a loop over the value takes one by one.
func (e *evaluator) iterate(v *Value) ([]*Value, bool) {
	switch v.Type {
	case List, Tuple, Set:
		if !e.plainItems(v) {
			return nil, false
		}
		items := make([]*Value, 0, len(v.Items))
		for _, it := range v.Items {
			items = append(items, it.Value)
		}
		return items, true
	case Dict:
		if v.Open || !v.pairsSteady() {
			return nil, false
		}
		var items []*Value
		for _, p := range v.Pairs {
			items = append(items, p.Key)
		}
		return items, true
	}
	return nil, false
}

func (v *Value) pairsSteady() bool {
	for _, p := range v.Pairs {
		if len(p.When) > 0 {
			return false
		}
	}
	return true
}

// leavesLoop reports whether a loop may end early.
func leavesLoop(body []python.Stmt) bool {
	found := false
	for _, s := range body {
		python.Walk(s, func(n python.Node) bool {
			switch n.(type) {
			case *python.Break, *python.Continue:
				found = true
			}
			return !found
		})
	}
	return found
}

func (e *evaluator) whileLoop(s *python.While) flow {
	if e.truth(e.eval(s.Test)) == audit.No {
		return e.block(s.Else)
	}
	return e.loop(s.Body, s.Span())
}

// loop reads the body of a loop whose rounds are not known: what it writes is
// either as before or not seen.
func (e *evaluator) loop(body []python.Stmt, at audit.Span) flow {
	const why = "a loop decides it whose rounds are not seen"
	c := Cond{Key: e.fresh(), Want: true, Span: at, Why: why}
	s := e.scope
	layer, _ := e.way(s, c, func() flow { return e.block(body) })
	for name, b := range layer {
		old := s.Own(name)
		if old != nil && samePlaces(old.Places, b.Places) {
			continue // in doubt, but no statement of the loop wrote it
		}
		if old == nil || b.Value.Type != Code {
			layer[name] = &Binding{stamp(e.looped(old, b.Value, why, at), b.Value.At), b.Places}
		}
	}
	s.merge(c, layer, nil)
	return audit.Yes
}

func samePlaces(a, b []audit.Span) bool {
	return len(a) == len(b) && (len(a) == 0 || a[len(a)-1] == b[len(b)-1])
}

// looped is what a loop makes of a name: lists keep what they had.
func (e *evaluator) looped(old *Binding, v *Value, why string, at audit.Span) *Value {
	if old == nil || old.Value.Type != List || v.Type != List || old.Value.ident != v.ident {
		return e.unknown(why, at)
	}
	w := *v
	w.Items = append(append([]Item(nil), v.Items...), Item{Value: e.unknown(why, at), Rest: true})
	return &w
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
	c = Cond{Key: e.fresh(), Want: true, Span: s.Span(), Why: "whether the try succeeds is not seen"}
	if len(s.Body) == 0 {
		return c, true
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
