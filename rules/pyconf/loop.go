package pyconf

import (
	"cmp"
	"strconv"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/syntax/python"
)

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
	c := e.roundsOf(s.Iter, over, s.Span())
	e.store(s.Target, e.unknown(c.Why, s.Span()), s.Span())
	return e.loop(s.Body, c)
}

// roundsOf is the condition that a loop over something not seen has rounds. What
// a site takes from every variable of its environment is an addition, as an
// optional module is.
func (e *evaluator) roundsOf(iter python.Expr, over *Value, at audit.Span) Cond {
	c := Cond{Key: e.fresh(), Want: true, Span: at, Why: over.Settle()}
	switch name := callName(iter); {
	case over.Type == Code && strings.HasPrefix(over.Text, "os.environ"):
		c.Optional, c.Why = true, "variables of the environment may set it in a loop"
	case c.Why == "" && name != "":
		c.Why = "the loop over " + cut(name) + " decides it"
	case c.Why == "":
		c.Why = "the loop in line " + strconv.Itoa(at.Line()) + " decides it"
	}
	return c
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
	why := "the loop in line " + strconv.Itoa(s.Span().Line()) + " decides it"
	return e.loop(s.Body, Cond{Key: e.fresh(), Want: true, Span: s.Span(), Why: why})
}

// loop reads the body of a loop whose rounds are not known: what it writes is
// either as before or not seen.
func (e *evaluator) loop(body []python.Stmt, c Cond) flow {
	s := e.scope
	layer, _ := e.way(s, c, func() flow { return e.block(body) })
	for name, b := range layer {
		old := s.Own(name)
		if old != nil && samePlaces(old.Places, b.Places) {
			continue // in doubt, but no statement of the loop wrote it
		}
		if old == nil || b.Value.Type != Code {
			layer[name] = &Binding{stamp(e.looped(old, b.Value, c.Why, c.Span), b.Value.At), b.Places}
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
	w := v.clone()
	w.Items = append(append([]Item(nil), v.Items...), Item{Value: e.unknown(why, at), Rest: true})
	return &w
}

// comprehension follows a comprehension over elements that are known.
func (e *evaluator) comprehension(x *python.Comprehension) *Value {
	if len(x.Clauses) != 1 {
		return e.unknown("this comprehension is not followed", x.Span())
	}
	clause := x.Clauses[0]
	over := Restrict(e.eval(clause.Iter), e.facts)
	inner := newScope(e.scope)
	inner.Class = nil
	saved := e.scope
	e.scope = inner
	defer func() { e.scope = saved }()
	if over.Type == Env || over.Type == Unknown {
		return e.comprehendOpen(x, clause, over)
	}
	if !over.Sequence() && over.Type != Dict {
		return e.unknown(cmp.Or(over.Settle(), "this comprehension is not followed"), x.Span())
	}
	items := e.splice(over)
	return e.comprehend(x, clause, items)
}

func (e *evaluator) comprehend(x *python.Comprehension, clause *python.Clause, items []Item) *Value {
	v := &Value{Type: comprehensionType(x.Kind), Span: x.Span(), ident: e.nextIdent()}
	for _, it := range items {
		if !e.spend(2) {
			return NewUnknown(tooLarge, x.Span())
		}
		if it.Rest {
			it.Value = e.unknown(it.Value.Settle(), it.Value.Span)
		}
		e.store(clause.Target, it.Value, x.Span())
		keep, when := e.filter(clause.Ifs, it)
		if !keep {
			continue
		}
		if x.Kind == python.DictComp {
			if x.Key == nil {
				return e.unknown("this comprehension is not followed", x.Span())
			}
			v.Open = v.Open || it.Rest
			v.Pairs = append(v.Pairs, Pair{e.eval(x.Key), e.eval(x.Elt), when})
			continue
		}
		v.Items = append(v.Items, Item{e.eval(x.Elt), when, it.Rest})
	}
	return v
}

// filter asks the conditions of a comprehension about one element.
func (e *evaluator) filter(ifs []python.Expr, it Item) (keep bool, when Conds) {
	when = it.When
	for _, test := range ifs {
		v := e.eval(test)
		switch e.truth(v) {
		case audit.No:
			return false, nil
		case audit.Maybe:
			when, _ = when.And(e.condOf(v, test.Span()))
		}
	}
	return true, when
}

func comprehensionType(kind python.ComprehensionKind) Type {
	switch kind {
	case python.SetComp:
		return Set
	case python.DictComp:
		return Dict
	}
	return List
}

// comprehendOpen follows a comprehension over an environment variable's list:
// its default is followed, and a filter by truth is noted, since it drops the
// empty text that splitting nothing gives.
func (e *evaluator) comprehendOpen(x *python.Comprehension, clause *python.Clause, over *Value) *Value {
	if over.Type != Env || x.Kind == python.DictComp {
		return e.unknown(cmp.Or(over.Settle(), "this comprehension is not followed"), x.Span())
	}
	v := e.lift(over, "for", comprehensionType(x.Kind), x.Span(), func(d *Value) *Value {
		if !d.Sequence() {
			return e.unknown("this comprehension is not followed", x.Span())
		}
		return e.comprehend(x, clause, e.splice(d))
	})
	v.AnyText = over.AnyText && len(clause.Ifs) == 0
	return v
}
