package pyconf

import "preflight/rules/audit"

// Either makes one value of many: nested choices are flattened, impossible
// ones dropped and those that differ in one answer only are joined.
func Either(choices []Choice) *Value {
	var flat []Choice
	for _, c := range choices {
		flat = flatten(flat, c)
	}
	flat = unite(flat)
	switch {
	case len(flat) == 0:
		return NewUnknown("no way through the module gives it a value", audit.Span{})
	case len(flat) == 1:
		return flat[0].Value
	case len(flat) > maxChoices:
		return collapse(flat)
	}
	return &Value{Type: Several, Choices: flat, Span: flat[0].Value.Span, At: flat[0].Value.At}
}

func flatten(flat []Choice, c Choice) []Choice {
	if c.Value.Type != Several {
		return append(flat, c)
	}
	for _, inner := range c.Value.Choices {
		if all, ok := c.When.andAll(inner.When); ok {
			flat = append(flat, Choice{inner.Value, all})
		}
	}
	return flat
}

// unite joins choices of one value whose conditions cover each other.
func unite(flat []Choice) []Choice {
	for i := 0; i < len(flat); i++ {
		for j := i + 1; j < len(flat); j++ {
			if !same(flat[i].Value, flat[j].Value) {
				continue
			}
			shared, ok := flips(flat[i].When, flat[j].When)
			if !ok {
				continue
			}
			flat[i].When = shared
			flat = append(flat[:j], flat[j+1:]...)
			i = -1
			break
		}
		if i >= 0 && len(flat) > 4*maxChoices {
			return flat
		}
	}
	return flat
}

// same reports whether two values are one, told apart by nothing a rule sees.
func same(a, b *Value) bool {
	if a == b {
		return true
	}
	if a.Type != b.Type || a.At != b.At {
		return false
	}
	switch a.Type {
	case Absent, None:
		return true
	case Bool:
		return a.Bool == b.Bool
	case Int:
		return a.Int == b.Int
	case Text:
		return a.Whole() && b.Whole() && a.Text == b.Text
	}
	return false
}

// collapse gives up the conditions of too many choices, and their number if
// the values are still too many.
func collapse(flat []Choice) *Value {
	var kept []Choice
	for _, c := range flat {
		known := false
		for _, k := range kept {
			known = known || same(k.Value, c.Value)
		}
		if !known {
			kept = append(kept, Choice{Value: c.Value})
		}
		if len(kept) > maxChoices {
			return NewUnknown("too many branches decide it", c.Value.Span)
		}
	}
	return &Value{Type: Several, Choices: kept, Span: flat[0].Value.Span, At: flat[0].Value.At}
}

// join gives the value that is yes where the condition holds and no elsewhere.
// Lists and dicts that share their history stay one, with parts that are there
// under the condition only.
func join(c Cond, yes, no *Value) *Value {
	if yes == no {
		return yes
	}
	if yes.Sequence() && yes.Type == no.Type {
		if v := joinItems(c, yes, no); v != nil {
			return v
		}
	}
	if yes.Type == Dict && no.Type == Dict && yes.ident != 0 && yes.ident == no.ident {
		return joinPairs(c, yes, no)
	}
	return Either([]Choice{{yes, Conds{c}}, {no, Conds{c.Not()}}})
}

func joinItems(c Cond, yes, no *Value) *Value {
	head := 0
	for head < len(yes.Items) && head < len(no.Items) && sameItem(yes.Items[head], no.Items[head]) {
		head++
	}
	tail := 0
	for tail < len(yes.Items)-head && tail < len(no.Items)-head &&
		sameItem(yes.Items[len(yes.Items)-1-tail], no.Items[len(no.Items)-1-tail]) {
		tail++
	}
	if head+tail == 0 && len(yes.Items) > 0 && len(no.Items) > 0 {
		return nil
	}
	items := append([]Item(nil), yes.Items[:head]...)
	items = appendWhen(items, yes.Items[head:len(yes.Items)-tail], c)
	items = appendWhen(items, no.Items[head:len(no.Items)-tail], c.Not())
	items = append(items, yes.Items[len(yes.Items)-tail:]...)
	v := *yes
	v.Items = items
	if len(no.Items) > len(yes.Items) {
		v.At = no.At
	}
	if len(items) > maxItems {
		return NewUnknown("the list is too long to be followed", yes.Span)
	}
	return &v
}

func sameItem(a, b Item) bool {
	if a.Value != b.Value || a.Rest != b.Rest || len(a.When) != len(b.When) {
		return false
	}
	for i := range a.When {
		if a.When[i].Key != b.When[i].Key || a.When[i].Want != b.When[i].Want {
			return false
		}
	}
	return true
}

func appendWhen(items, more []Item, c Cond) []Item {
	for _, it := range more {
		if all, ok := it.When.And(c); ok {
			items = append(items, Item{it.Value, all, it.Rest})
		}
	}
	return items
}

// joinPairs joins two states of one dict, key by key.
func joinPairs(c Cond, yes, no *Value) *Value {
	v := *yes
	v.Open = yes.Open || no.Open
	v.Pairs = nil
	taken := map[string]bool{}
	for _, p := range yes.Pairs {
		other, ok := no.twin(p)
		if ok && p.Key.Whole() {
			taken[p.Key.Text] = true
		}
		v.Pairs = appendPair(v.Pairs, c, p, other, ok)
	}
	for _, p := range no.Pairs {
		if p.Key.Whole() && taken[p.Key.Text] {
			continue
		}
		if all, ok := p.When.And(c.Not()); ok {
			v.Pairs = append(v.Pairs, Pair{p.Key, p.Value, all})
		}
	}
	return &v
}

func appendPair(pairs []Pair, c Cond, p, other Pair, ok bool) []Pair {
	switch {
	case ok && len(p.When) == 0 && len(other.When) == 0:
		return append(pairs, Pair{p.Key, join(c, p.Value, other.Value), nil})
	case ok && p.Value == other.Value && len(p.When) == len(other.When):
		return append(pairs, p)
	case ok:
		if all, fits := other.When.And(c.Not()); fits {
			pairs = append(pairs, Pair{other.Key, other.Value, all})
		}
	}
	if all, fits := p.When.And(c); fits {
		pairs = append(pairs, Pair{p.Key, p.Value, all})
	}
	return pairs
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
	w := *v
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
	w := *v
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
