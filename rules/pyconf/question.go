package pyconf

import (
	"preflight/rules/audit"
)

// Questions to put to a value. Each answers Maybe for what it cannot tell.

// TextThat asks something of a text that is wholly known.
func TextThat(q func(string) bool) func(*Value) audit.Truth {
	return func(v *Value) audit.Truth {
		switch {
		case v.Whole():
			return audit.TruthOf(q(v.Text))
		case v.Type == Unknown || v.Type == Env || v.Type == Text || v.Type == Path || v.Type == Code:
			return audit.Maybe
		}
		return audit.No
	}
}

// IsText asks whether a value is one of the texts.
func IsText(texts ...string) func(*Value) audit.Truth {
	set := setOf(texts...)
	return TextThat(func(s string) bool { return set[s] })
}

// IntThat asks something of a whole number.
func IntThat(q func(int64) bool) func(*Value) audit.Truth {
	return func(v *Value) audit.Truth {
		switch v.Type {
		case Int, Bool:
			return audit.TruthOf(q(whole(v)))
		case Float, Duration:
			return audit.TruthOf(q(int64(v.Float)))
		case Unknown, Env:
			return audit.Maybe
		}
		return audit.No
	}
}

// Listed asks whether any element of a list, or a text alone, passes a test.
func Listed(q func(string) bool) func(*Value) audit.Truth {
	return func(v *Value) audit.Truth {
		switch {
		case v.Sequence():
			return AnyItem(TextThat(q))(v)
		case v.Type == None || v.Type == Absent:
			return audit.No
		}
		return TextThat(q)(v)
	}
}

// FindItem gives the first element of a list that passes a test for sure.
func FindItem(v *Value, q func(*Value) audit.Truth) *Value {
	for _, c := range ChoicesOf(v) {
		for _, it := range c.Value.Items {
			if ItemTruth(it, q) == audit.Yes {
				return it.Value
			}
		}
	}
	return nil
}

// AnyItem asks about every element of a list: Yes if one says so.
func AnyItem(q func(*Value) audit.Truth) func(*Value) audit.Truth {
	return func(v *Value) audit.Truth {
		if !v.Sequence() {
			return audit.Maybe
		}
		answer := audit.No
		for _, it := range v.Items {
			answer = answer.Or(ItemTruth(it, q))
		}
		return answer
	}
}

// ItemTruth asks about one element of a list, which may be there on a condition.
func ItemTruth(it Item, q func(*Value) audit.Truth) audit.Truth {
	if it.Rest {
		return audit.Maybe
	}
	truth := it.Value.Every(q)
	if truth == audit.Yes && len(it.When) > 0 {
		return audit.Maybe
	}
	return truth
}

// Truthy is Truth for a value that may be Absent, which counts as False.
func Truthy(v *Value) audit.Truth {
	if v.Type == Absent {
		return audit.No
	}
	return v.Truth()
}
