package pyconf

// Restrict gives what is left of the value where the facts hold.
func Restrict(v *Value, facts map[string]bool) *Value {
	if len(facts) == 0 {
		return v
	}
	r := restriction{facts: facts}
	return r.value(v)
}

// restriction restricts a value and what is in it, each part once. What lies
// deeper than a setting ever nests keeps all its choices.
type restriction struct {
	facts map[string]bool
	depth int
	done  map[*Value]*Value
}

const maxNesting = 10

func (r *restriction) value(v *Value) *Value {
	switch v.Type {
	case Env, Unknown:
		return decided(v, r.facts)
	case Several, List, Tuple, Set, Dict:
	default:
		return v
	}
	if w, ok := r.done[v]; ok {
		return w
	}
	if r.depth >= maxNesting {
		return v
	}
	r.depth++
	w := r.inner(v)
	r.depth--
	if r.done == nil {
		r.done = map[*Value]*Value{}
	}
	r.done[v] = w
	return w
}

func (r *restriction) inner(v *Value) *Value {
	switch v.Type {
	case Several:
		return r.choices(v)
	case Dict:
		return r.pairs(v)
	}
	return r.items(v)
}

// decided turns a symbolic bool into the bool that the facts make it.
func decided(v *Value, facts map[string]bool) *Value {
	truth, known := facts[v.Question]
	if !known || v.Question == "" || v.Type == Env && v.Shape != Bool || v.Type == Unknown && v.Shape != Bool {
		return v
	}
	return &Value{Type: Bool, Bool: truth != v.Neg, Span: v.Span, At: v.At}
}

func (r *restriction) choices(v *Value) *Value {
	var kept []Choice
	changed := false
	for _, c := range v.Choices {
		rest, ok := c.When.under(r.facts)
		if !ok {
			changed = true
			continue
		}
		value := r.value(c.Value)
		changed = changed || len(rest) != len(c.When) || value != c.Value
		kept = append(kept, Choice{value, rest})
	}
	if !changed || len(kept) == 0 {
		return v
	}
	return Either(kept)
}

func (r *restriction) items(v *Value) *Value {
	var items []Item // made at the first difference
	for i, it := range v.Items {
		rest, ok := it.When.under(r.facts)
		value := it.Value
		if ok {
			value = r.value(it.Value)
		}
		same := ok && value == it.Value && len(rest) == len(it.When)
		if items == nil && same {
			continue
		}
		if items == nil {
			items = append(make([]Item, 0, len(v.Items)), v.Items[:i]...)
		}
		if ok {
			items = append(items, Item{value, rest, it.Rest})
		}
	}
	if items == nil {
		return v
	}
	w := v.clone()
	w.Items = items
	return &w
}

func (r *restriction) pairs(v *Value) *Value {
	changed := false
	pairs := make([]Pair, 0, len(v.Pairs))
	for _, p := range v.Pairs {
		rest, ok := p.When.under(r.facts)
		if !ok {
			changed = true
			continue
		}
		value := r.value(p.Value)
		changed = changed || len(rest) != len(p.When) || value != p.Value
		pairs = append(pairs, Pair{p.Key, value, rest})
	}
	if !changed {
		return v
	}
	w := v.clone()
	w.Pairs = pairs
	return &w
}

// Unset gives the value where no environment variable is set, or nil where
// reading one then fails.
func (v *Value) Unset() *Value {
	switch v.Type {
	case Env:
		return v.Default
	case Several:
		var kept []Choice
		for _, c := range v.Choices {
			if !c.When.unset() {
				continue
			}
			if value := c.Value.Unset(); value != nil {
				kept = append(kept, Choice{value, c.When})
			}
		}
		if len(kept) == 0 {
			return nil
		}
		return Either(kept)
	}
	return v
}
