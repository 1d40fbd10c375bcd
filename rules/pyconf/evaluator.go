package pyconf

import (
	"preflight/rules/audit"
	"preflight/rules/syntax/python"
)

// Limits on one evaluation. A module that reaches them is unknown from there.
const (
	MaxSteps = 600_000 // expressions looked at and elements copied
	maxDepth = 250     // expressions and blocks inside one another
	maxCalls = 8       // functions of the module calling one another
)

const tooDeep = "its parts lie too deeply in one another to be followed"

const tooLarge = "the module is too large to be followed to its end"

// evaluator follows one settings module, and what it imports, without running
// it.
type evaluator struct {
	project *Project
	version audit.Version
	steps   *int // left for the whole stack
	depth   int
	calls   int

	file   *audit.File
	scope  *Scope
	facts  map[string]bool // what the branch being read has asked and been told
	path   Conds           // the same, in order
	frame  *frame          // the function being called, or nil
	envSet map[string]*Value
	envDef map[string]*Value
	prefix string // of environs' with env.prefixed(…)

	optional *Cond // the import whose failure a try expects
}

// frame collects what a function may return.
type frame struct {
	returns []Choice
	outer   int // length of the path at the call
}

// flow says how a block ended: whether what follows it is reached.
type flow = audit.Truth

// spend takes n steps from the budget; false means that it is used up.
func (e *evaluator) spend(n int) bool {
	*e.steps -= n
	return *e.steps > 0
}

func (e *evaluator) nextIdent() int {
	e.project.idents++
	return e.project.idents
}

// unknown makes a value that nothing is known of but that it is one value.
func (e *evaluator) unknown(why string, at audit.Span) *Value {
	v := NewUnknown(why, at)
	v.Question = e.fresh()
	return v
}

// truth is the truth of a value where the branch being read runs.
func (e *evaluator) truth(v *Value) audit.Truth {
	v = Restrict(v, e.facts)
	if v.Question != "" {
		if truth, known := e.facts[v.Question]; known {
			return audit.TruthOf(truth != v.Neg)
		}
	}
	return v.Truth()
}

// block runs statements until one ends the block.
func (e *evaluator) block(body []python.Stmt) flow {
	mark := len(e.path)
	defer e.forget(mark)
	for _, s := range body {
		if e.statement(s) == audit.No {
			return audit.No
		}
	}
	return audit.Yes
}

// believe notes an answer for the rest of a branch.
func (e *evaluator) believe(c Cond) {
	if _, known := e.facts[c.Key]; known {
		return
	}
	e.facts[c.Key] = c.Want
	e.path = append(e.path, c)
}

// forget takes back what was believed after the mark.
func (e *evaluator) forget(mark int) {
	for _, c := range e.path[mark:] {
		delete(e.facts, c.Key)
	}
	e.path = e.path[:mark]
}

// branch reads both ways of a test that is not known and joins what they leave.
func (e *evaluator) branch(c Cond, yes, no func() flow) flow {
	if !e.spend(4) || e.depth >= maxDepth {
		e.taint(tooLarge, c.Span, nil)
		return audit.Yes
	}
	s := e.scope
	left, yesFlow := e.way(s, c, yes)
	right, noFlow := e.way(s, c.Not(), no)
	switch {
	case yesFlow == audit.No && noFlow == audit.No:
		s.merge(c, left, right)
		return audit.No
	case yesFlow == audit.No:
		s.adopt(right)
		e.believe(c.Not())
	case noFlow == audit.No:
		s.adopt(left)
		e.believe(c)
	default:
		e.spend(weight(left) + weight(right))
		s.merge(c, left, right)
	}
	return audit.Yes
}

// weight is the cost of joining what a branch left behind.
func weight(layer map[string]*Binding) int {
	n := 0
	for _, b := range layer {
		n += 4 + len(b.Value.Items) + 4*len(b.Value.Pairs) + 32*len(b.Value.Choices)
	}
	return n
}

// way reads one way of a test in a layer of its own.
func (e *evaluator) way(s *Scope, c Cond, run func() flow) (map[string]*Binding, flow) {
	if _, contradicted := e.facts[c.Key]; contradicted {
		return nil, audit.No
	}
	mark := len(e.path)
	e.believe(c)
	s.push()
	module := s.Module()
	if module != s {
		module.push()
	}
	e.depth++
	ended := run()
	e.depth--
	if module != s {
		e.keepModule(module, c, ended)
	}
	e.forget(mark)
	return s.pop(), ended
}

// keepModule writes what a branch inside a function changed in the module.
func (e *evaluator) keepModule(module *Scope, c Cond, ended flow) {
	layer := module.pop()
	if len(layer) > 0 {
		module.merge(c, layer, nil)
	}
}

// set binds a name in the scope that is being read.
func (e *evaluator) set(name string, v *Value, place audit.Span) {
	e.scope.home(name).put(name, &Binding{stamp(v, place), []audit.Span{place}})
}

// stamp notes the statement that put a value in force.
func stamp(v *Value, place audit.Span) *Value {
	if v.At == place {
		return v
	}
	w := v.clone()
	w.At = place
	if w.Type == Several {
		w.Choices = make([]Choice, len(v.Choices))
		for i, c := range v.Choices {
			w.Choices[i] = Choice{stamp(c.Value, place), c.When}
		}
	}
	return &w
}

// taint notes that from here on any name may hold something else. Where cond
// is given, only if it holds.
func (e *evaluator) taint(why string, at audit.Span, cond *Cond) {
	s := e.scope.Module()
	if e.scope.Class != nil {
		s = e.scope
	}
	if cond == nil {
		cond = e.addition()
	}
	c := Cond{Key: e.fresh(), Want: true, Span: at, Why: why}
	if cond != nil {
		c = *cond
	}
	if s.Missing == "" || s.GapCond != nil {
		s.Missing, s.Gap, s.GapCond = why, at, cond // what is missing for sure stays so
	}
	e.doubt(s, c, at, Capital)
}

// doubt makes the names that are asked for hold something else on a condition.
func (e *evaluator) doubt(s *Scope, c Cond, at audit.Span, asked func(name string) bool) {
	for _, name := range s.Order {
		if b := s.Own(name); b != nil && e.spend(1) && asked(name) && !tainted(b.Value) {
			other := stamp(e.unknown(c.Why, at), at)
			s.put(name, &Binding{join(c, other, b.Value), b.Places})
		}
	}
}

// addition is the condition that the branch being read is an addition to the
// module, such as a file that may be missing, if it is one.
func (e *evaluator) addition() *Cond {
	for i := len(e.path) - 1; i >= 0; i-- {
		if c := e.path[i]; c.Optional && c.Want {
			return &c
		}
	}
	return e.optional
}

// tainted reports whether the value is in doubt already, so that many doubts
// cost no more than one.
func tainted(v *Value) bool {
	if v.Type != Several {
		return v.Type == Unknown
	}
	for _, c := range v.Choices {
		if c.Value.Type == Unknown {
			return true
		}
	}
	return false
}
