package pyconf

import (
	"strings"

	"preflight/rules/audit"
)

// Truth is Python's bool(v).
func (v *Value) Truth() audit.Truth {
	switch v.Type {
	case Bool:
		return audit.TruthOf(v.Bool)
	case None:
		return audit.No
	case Int:
		return audit.TruthOf(v.Int != 0)
	case Float, Duration:
		return audit.TruthOf(v.Float != 0)
	case Text, Bytes:
		return v.textTruth()
	case List, Tuple, Set:
		return itemsTruth(v.Items)
	case Dict:
		return v.dictTruth()
	case Path:
		return audit.Yes
	case Code:
		if v.Object != nil && (v.Object.def != nil || v.Object.Scope != nil || v.Object.module != nil) {
			return audit.Yes
		}
	case Several:
		return v.Every(func(c *Value) audit.Truth { return c.Truth() })
	}
	return audit.Maybe
}

func (v *Value) textTruth() audit.Truth {
	if len(v.Parts) == 0 {
		return audit.TruthOf(v.Text != "")
	}
	for _, p := range v.Parts {
		if p.Type == Text && p.Text != "" {
			return audit.Yes
		}
	}
	return audit.Maybe
}

func itemsTruth(items []Item) audit.Truth {
	answer := audit.No
	for _, it := range items {
		if !it.Rest && len(it.When) == 0 {
			return audit.Yes
		}
		answer = audit.Maybe
	}
	return answer
}

func (v *Value) dictTruth() audit.Truth {
	for _, p := range v.Pairs {
		if len(p.When) == 0 {
			return audit.Yes
		}
	}
	if v.Open || len(v.Pairs) > 0 {
		return audit.Maybe
	}
	return audit.No
}

// Every asks each choice of a Several, or the value itself, and gives the
// answer they agree on.
func (v *Value) Every(ask func(*Value) audit.Truth) audit.Truth {
	if v.Type != Several {
		return ask(v)
	}
	var answer audit.Truth
	for i, c := range v.Choices {
		got := ask(c.Value)
		if i > 0 && got != answer {
			return audit.Maybe
		}
		answer = got
	}
	return answer
}

// IsTrue is Python's v is True.
func (v *Value) IsTrue() audit.Truth {
	return v.Every(func(c *Value) audit.Truth {
		switch c.Type {
		case Unknown, Env, Absent:
			return audit.Maybe
		}
		return audit.TruthOf(c.Type == Bool && c.Bool)
	})
}

// IsNone is Python's v is None.
func (v *Value) IsNone() audit.Truth {
	return v.Every(func(c *Value) audit.Truth {
		switch {
		case c.Type == None:
			return audit.Yes
		case c.Type == Unknown || c.Type == Absent || c.Type == Env && mayBeNone(c):
			return audit.Maybe
		}
		return audit.No
	})
}

func mayBeNone(env *Value) bool { return env.Default != nil && env.Default.IsNone() != audit.No }

// Equal is Python's v == w, for the values that settings hold.
func Equal(v, w *Value) audit.Truth {
	left := MaxNodes
	return equal(v, w, &left)
}

func equal(v, w *Value, left *int) audit.Truth {
	if *left--; *left < 0 {
		return audit.Maybe
	}
	if v.Type == Several {
		return v.Every(func(c *Value) audit.Truth { return equal(c, w, left) })
	}
	if w.Type == Several {
		return equal(w, v, left)
	}
	if IsNumber(v) && IsNumber(w) {
		return audit.TruthOf(asFloat(v) == asFloat(w))
	}
	switch {
	case open(v) || open(w):
		return audit.Maybe
	case v.Type != w.Type:
		return audit.No
	}
	switch v.Type {
	case None:
		return audit.Yes
	case Text:
		return textEqual(v, w)
	case List, Tuple:
		return itemsEqual(v.Items, w.Items, left)
	case Dict:
		if !v.Open && !w.Open && len(v.Pairs) == 0 && len(w.Pairs) == 0 {
			return audit.Yes
		}
	}
	return audit.Maybe
}

// open reports whether nothing can be said of what the value equals.
func open(v *Value) bool {
	switch v.Type {
	case Unknown, Absent, Env, Code, Bytes, Path:
		return true
	}
	return false
}

func textEqual(v, w *Value) audit.Truth {
	if v.Whole() && w.Whole() {
		return audit.TruthOf(v.Text == w.Text)
	}
	a, b := v.Head(), w.Head()
	if !strings.HasPrefix(a, b) && !strings.HasPrefix(b, a) {
		return audit.No
	}
	return audit.Maybe
}

func itemsEqual(a, b []Item, left *int) audit.Truth {
	for _, it := range append(a[:len(a):len(a)], b...) {
		if it.Rest || len(it.When) > 0 {
			return audit.Maybe
		}
	}
	if len(a) != len(b) {
		return audit.No
	}
	answer := audit.Yes
	for i := range a {
		if answer = answer.And(equal(a[i].Value, b[i].Value, left)); answer == audit.No || *left < 0 {
			return answer
		}
	}
	return answer
}
