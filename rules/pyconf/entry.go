package pyconf

import (
	"strings"

	"preflight/rules/audit"
)

// Key gives the value under a key of a dict: Absent where there is none.
func (v *Value) Key(key string) *Value {
	if v.Type == Several {
		return v.Each(func(c *Value) *Value { return c.Key(key) })
	}
	if v.Type == Env {
		return v.envKey(key)
	}
	if v.Type != Dict {
		return NewUnknown(v.Settle(), v.Span)
	}
	p, there := v.pair(key)
	switch {
	case p == nil && there == audit.No:
		return &Value{Type: Absent, Span: v.Span}
	case p == nil:
		return NewUnknown("the whole of this dict is not seen", v.Span)
	case there == audit.Yes:
		return p.Value
	}
	rest := &Value{Type: Absent, Span: v.Span}
	if v.Open {
		rest = NewUnknown("the whole of this dict is not seen", v.Span)
	}
	choices := []Choice{{p.Value, p.When}}
	for _, other := range p.When.complement() {
		choices = append(choices, Choice{rest, other})
	}
	return Either(choices)
}

// Entry is Key for a value that may be Absent.
func Entry(v *Value, key string) *Value {
	return v.Each(func(c *Value) *Value {
		if c.Type == Absent {
			return c
		}
		return c.Key(key)
	})
}

// envKey is an entry of a dict that an environment variable gives, unless the
// module sets the entry itself.
func (v *Value) envKey(key string) *Value {
	if p, there := (&Value{Type: Dict, Pairs: v.Pairs}).pair(key); there == audit.Yes {
		return p.Value
	}
	w := &Value{Type: Env, Name: v.Name, Span: v.Span, At: v.At, Question: cut(v.Question + "." + key)}
	if v.Default != nil && v.Default.Type == Dict {
		w.Default = v.Default.Key(key)
	}
	return w
}

// pair finds the last entry of a dict under a key. The truth says whether the
// key is there; with No or a Maybe that no entry stands for, the pair is nil.
func (v *Value) pair(key string) (*Pair, audit.Truth) {
	answer := audit.No
	if v.Open {
		answer = audit.Maybe
	}
	for i := len(v.Pairs) - 1; i >= 0; i-- {
		p := &v.Pairs[i]
		switch Equal(p.Key, &Value{Type: Text, Text: key}) {
		case audit.Yes:
			if len(p.When) > 0 {
				return p, audit.Maybe
			}
			return p, audit.Yes
		case audit.Maybe:
			answer = audit.Maybe
		}
	}
	return nil, answer
}

// Has says whether a list, tuple, set or dict holds the text, and where.
func (v *Value) Has(text string) (audit.Truth, audit.Span) {
	switch v.Type {
	case List, Tuple, Set:
		return v.hasItem(text)
	case Dict:
		p, truth := v.pair(text)
		if p == nil {
			return truth, v.Span
		}
		return truth, p.Key.Span
	case Text:
		if v.Whole() {
			return audit.TruthOf(strings.Contains(v.Text, text)), v.Span
		}
	case None, Bool, Int, Float:
		return audit.No, v.Span
	}
	return audit.Maybe, v.Span
}

func (v *Value) hasItem(text string) (audit.Truth, audit.Span) {
	answer, at := audit.No, v.Span
	for _, it := range v.Items {
		switch is := it.Is(text); is {
		case audit.Yes:
			return audit.Yes, it.Value.Span
		case audit.Maybe:
			answer = audit.Maybe
			if it.Value.Whole() {
				at = it.Value.Span
			}
		}
	}
	return answer, at
}

// Is says whether the item is the text and there.
func (it Item) Is(text string) audit.Truth {
	if it.Rest {
		return audit.Maybe
	}
	is := Equal(it.Value, &Value{Type: Text, Text: text})
	if is == audit.Yes && len(it.When) > 0 {
		return audit.Maybe
	}
	return is
}

// with gives the dict with one entry changed or added.
func (v *Value) with(key, value *Value, place audit.Span) *Value {
	w := v.clone()
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

// twin finds the entry of a dict under the same known key.
func (v *Value) twin(p Pair) (Pair, bool) {
	if !p.Key.Whole() {
		return Pair{}, false
	}
	for i := len(v.Pairs) - 1; i >= 0; i-- {
		if k := v.Pairs[i].Key; k.Whole() && k.Text == p.Key.Text {
			return v.Pairs[i], true
		}
	}
	return Pair{}, false
}
