package pyconf

import (
	"preflight/rules/audit"
)

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
	why := "too many branches decide it"
	for _, c := range flat {
		if first := c.When.Settle(); first != "" {
			why = first
			break
		}
	}
	for _, c := range flat {
		known := false
		for _, k := range kept {
			known = known || same(k.Value, c.Value)
		}
		if !known {
			kept = append(kept, Choice{Value: c.Value})
		}
		if len(kept) > maxChoices {
			return NewUnknown(why, c.Value.Span)
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
	v := yes.clone()
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
	v := yes.clone()
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
