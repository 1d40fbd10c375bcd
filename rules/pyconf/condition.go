package pyconf

import (
	"fmt"

	"preflight/rules/audit"
)

// Cond is something not known that a value depends on.
type Cond struct {
	Key  string // what is asked; one key has one answer
	Want bool   // the answer under which the value holds
	Span audit.Span
	Why  string // what would settle it

	Env      string      // the environment variable that decides it, if one does
	Unset    audit.Truth // the answer where that variable is not set
	Optional bool        // asks whether an optional module exists
}

// Conds hold all together; an empty Conds always holds.
type Conds []Cond

// Not is the opposite condition.
func (c Cond) Not() Cond {
	c.Want = !c.Want
	return c
}

// And gives the conditions with one more; ok is false if they contradict.
func (cs Conds) And(c Cond) (all Conds, ok bool) {
	for _, have := range cs {
		if have.Key == c.Key {
			return cs, have.Want == c.Want
		}
	}
	if len(cs) >= maxConds {
		return cs, true // weaker, so the value stays possible
	}
	return append(cs[:len(cs):len(cs)], c), true
}

func (cs Conds) andAll(more Conds) (all Conds, ok bool) {
	for _, c := range more {
		if cs, ok = cs.And(c); !ok {
			return cs, false
		}
	}
	return cs, true
}

// complement gives conditions of which one holds wherever cs does not.
func (cs Conds) complement() []Conds {
	var out []Conds
	for i, c := range cs {
		other := append(cs[:i:i], c.Not())
		out = append(out, other)
	}
	return out
}

// under drops what the facts already say; ok is false if a fact contradicts.
func (cs Conds) under(facts map[string]bool) (rest Conds, ok bool) {
	kept := 0
	for _, c := range cs {
		want, known := facts[c.Key]
		if known && want != c.Want {
			return nil, false
		}
		if !known {
			kept++
		}
	}
	if kept == len(cs) {
		return cs, true
	}
	for _, c := range cs {
		if _, known := facts[c.Key]; !known {
			rest = append(rest, c)
		}
	}
	return rest, true
}

// unset reports whether the conditions may hold where no environment variable
// is set.
func (cs Conds) unset() bool {
	for _, c := range cs {
		if c.Env != "" && c.Unset != audit.Maybe && c.Unset != audit.TruthOf(c.Want) {
			return false
		}
	}
	return true
}

// plain reports whether the conditions hold where every optional module is
// missing.
func (cs Conds) plain() bool {
	for _, c := range cs {
		if !c.Optional || c.Want {
			return false
		}
	}
	return true
}

// Plainly reports whether the conditions may hold where every optional module
// is missing.
func (cs Conds) Plainly() bool {
	for _, c := range cs {
		if c.Optional && c.Want {
			return false
		}
	}
	return true
}

// Settle says what would decide the first condition.
func (cs Conds) Settle() string {
	for _, c := range cs {
		if c.Why != "" {
			return c.Why
		}
	}
	return ""
}

// Spans are the places of the conditions.
func (cs Conds) Spans() []audit.Span {
	var out []audit.Span
	for _, c := range cs {
		if !c.Span.IsZero() {
			out = append(out, c.Span)
		}
	}
	return out
}

// flips reports whether a and b are the same but for the answer to one key,
// and gives what they share.
func flips(a, b Conds) (shared Conds, ok bool) {
	if len(a) != len(b) {
		return nil, false
	}
	flipped := 0
	for _, c := range a {
		want, found := b.Want(c.Key)
		switch {
		case !found:
			return nil, false
		case want != c.Want:
			flipped++
		default:
			shared = append(shared, c)
		}
	}
	return shared, flipped == 1
}

// Want gives the answer that the conditions want to what the key asks.
func (cs Conds) Want(key string) (want, found bool) {
	for _, c := range cs {
		if c.Key == key {
			return c.Want, true
		}
	}
	return false, false
}

// condOf is the condition that the value is true.
func (e *evaluator) condOf(v *Value, at audit.Span) Cond {
	if v.Type == Several {
		if c, ok := fork(v); ok {
			return c
		}
	}
	if v.Question == "" {
		v.Question = e.fresh()
	}
	c := Cond{Key: v.Question, Want: !v.Neg, Span: at, Why: v.Settle()}
	if v.Type == Env {
		c.Env = v.Name
		if v.Default != nil {
			c.Unset = v.Default.Truth()
		}
		if v.Neg {
			c.Unset = c.Unset.Not()
		}
	}
	c.Optional = v.Type == Unknown && v.addition
	if c.Why == "" {
		c.Why = "what decides line " + fmt.Sprint(at.Line()) + " is not seen"
	}
	return c
}

// fork finds the one condition that makes a Several true.
func fork(v *Value) (Cond, bool) {
	if len(v.Choices) != 2 {
		return Cond{}, false
	}
	a, b := v.Choices[0], v.Choices[1]
	if len(a.When) != 1 || len(b.When) != 1 || a.When[0].Key != b.When[0].Key || a.When[0].Want == b.When[0].Want {
		return Cond{}, false
	}
	switch s, t := a.Value.Truth(), b.Value.Truth(); {
	case s == audit.Yes && t == audit.No:
		return a.When[0], true
	case s == audit.No && t == audit.Yes:
		return b.When[0], true
	}
	return Cond{}, false
}

// fresh gives a key that no other value has.
func (e *evaluator) fresh() string {
	e.project.keys++
	return fmt.Sprintf("#%d", e.project.keys)
}
