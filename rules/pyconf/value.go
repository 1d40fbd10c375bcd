// Package pyconf follows Python modules that hold configuration, without running
// them: what each name holds once the module has run, on which conditions, and
// every line that had a part in it. What cannot be followed is unknown and says
// what would settle it.
package pyconf

import (
	"cmp"
	"strings"

	"preflight/rules/audit"
)

// Type says what a Value is.
type Type uint8

// The types of value. The zero Type is Unknown: what nobody looked at is not
// known.
const (
	Unknown Type = iota // not seen; Reason says what would settle it
	Absent              // not assigned on this way through the module
	None
	Bool
	Int
	Float
	Text    // str; with Parts where some of it is not known
	Bytes   // bytes; the content is not kept
	Path    // a file-system path; Text is what is known of it, from the anchor on
	List    // list
	Tuple   // tuple
	Set     // set or frozenset
	Dict    // dict
	Span    // datetime.timedelta; Float is its seconds
	Env     // decided by an environment variable
	Code    // a function, class, module or other object; Text is its dotted name
	Several // one of Choices
)

var typeNames = [...]string{
	"unknown", "absent", "None", "bool", "int", "float", "str", "bytes", "path",
	"list", "tuple", "set", "dict", "timedelta", "environment", "code", "several",
}

// String gives the name that Python users know, such as "str".
func (t Type) String() string { return typeNames[t] }

// Value is what an expression may evaluate to. Values are never changed after
// they are made; a mutation in the module makes a new value.
type Value struct {
	Type  Type
	Bool  bool
	Int   int64
	Float float64
	Text  string

	Parts   []*Value // Text with holes: texts and what fills the holes
	Items   []Item   // List, Tuple, Set
	Pairs   []Pair   // Dict, in the order of the module; Env: entries set over it
	Open    bool     // Dict: more keys, or other values, may be there
	Choices []Choice // Several; never holds a Several

	Name    string // Env: the variable
	Default *Value // Env: the value where the variable is not set; nil: reading fails
	Shape   Type   // Env: Bool, Int, List …; Text where no cast was made
	AnyText bool   // Env of shape Bool: every text but the empty one is True
	Reason  string // Unknown: what would settle it
	Guess   string // Env: read by a function that is not seen; what would settle it

	// Span is the expression that gave the value; Part lists further lines that
	// took part; At is the statement that put it in force.
	Span audit.Span
	At   audit.Span

	Question string  // symbolic identity: values with one question are true together
	Neg      bool    // the truth of this value is the opposite of its question's
	ident    int     // list, dict, set: values with one ident are one object
	addition bool    // Unknown: asks whether a file exists
	Object   *Object // Code: what calling and reading it means
}

// Item is an element of a list, tuple or set.
type Item struct {
	Value *Value
	When  Conds // present only if these hold
	Rest  bool  // stands for any number of elements not seen
}

// Pair is an entry of a dict.
type Pair struct {
	Key   *Value
	Value *Value
	When  Conds
}

// Choice is one of the values that a Several may be.
type Choice struct {
	Value *Value
	When  Conds
}

// Limits on what a value may grow to. Beyond them it is Unknown.
const (
	maxText    = 1 << 16
	maxItems   = 2048
	maxChoices = 12
	maxConds   = 8
)

func boolValue(b bool, at audit.Span) *Value { return &Value{Type: Bool, Bool: b, Span: at} }
func intValue(n int64, at audit.Span) *Value { return &Value{Type: Int, Int: n, Span: at} }
func noneValue(at audit.Span) *Value         { return &Value{Type: None, Span: at} }
func NewAbsent() *Value                      { return &Value{Type: Absent} }
func NewUnknown(why string, at audit.Span) *Value {
	return &Value{Type: Unknown, Reason: why, Span: at}
}

func textValue(s string, at audit.Span) *Value {
	if len(s) > maxText {
		return NewUnknown("the text is too long to be followed", at)
	}
	return &Value{Type: Text, Text: s, Span: at}
}

// MaxNodes caps how much of a value is looked at to answer one question. One
// list may stand in another many times, so that few lines make a huge value.
const MaxNodes = 20_000

// Known reports whether the value is wholly known: no hole, no choice.
func (v *Value) Known() bool {
	left := MaxNodes
	return v.known(&left)
}

func (v *Value) known(left *int) bool {
	if *left--; *left < 0 {
		return false
	}
	switch v.Type {
	case Unknown, Absent, Env, Code, Several:
		return false
	case Text, Path:
		return len(v.Parts) == 0
	case List, Tuple, Set:
		for _, it := range v.Items {
			if it.Rest || len(it.When) > 0 || !it.Value.known(left) {
				return false
			}
		}
	case Dict:
		return !v.Open && v.pairsKnown(left)
	}
	return true
}

func (v *Value) pairsKnown(left *int) bool {
	for _, p := range v.Pairs {
		if len(p.When) > 0 || !p.Key.known(left) || !p.Value.known(left) {
			return false
		}
	}
	return true
}

// Sequence reports whether the value is a list, tuple or set.
func (v *Value) Sequence() bool { return v.Type == List || v.Type == Tuple || v.Type == Set }

// Whole reports whether the value is a text without holes.
func (v *Value) Whole() bool { return v.Type == Text && len(v.Parts) == 0 }

// Head gives the known start of a text.
func (v *Value) Head() string {
	if v.Type != Text || len(v.Parts) == 0 {
		return v.Text
	}
	if first := v.Parts[0]; first.Type == Text {
		return first.Text
	}
	return ""
}

// Truth is Python's bool(v).
func (v *Value) Truth() audit.Truth {
	switch v.Type {
	case Bool:
		return audit.TruthOf(v.Bool)
	case None:
		return audit.No
	case Int:
		return audit.TruthOf(v.Int != 0)
	case Float, Span:
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

func IsNumber(v *Value) bool { return v.Type == Bool || v.Type == Int || v.Type == Float }

func asFloat(v *Value) float64 {
	switch v.Type {
	case Bool:
		if v.Bool {
			return 1
		}
		return 0
	case Int:
		return float64(v.Int)
	}
	return v.Float
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

// Each makes a value from every choice of a Several, or from the value itself.
func (v *Value) Each(f func(*Value) *Value) *Value {
	if v.Type != Several {
		return f(v)
	}
	choices := make([]Choice, 0, len(v.Choices))
	for _, c := range v.Choices {
		choices = append(choices, Choice{f(c.Value), c.When})
	}
	return Either(choices)
}

// Settle says what would make the value known.
func (v *Value) Settle() string {
	switch v.Type {
	case Unknown:
		return v.Reason
	case Env:
		return cmp.Or(v.Guess, "the environment variable "+v.Name+" decides")
	case Several:
		for _, c := range v.Choices {
			if why := c.When.Settle(); why != "" {
				return why
			}
		}
		for _, c := range v.Choices {
			if why := c.Value.Settle(); why != "" {
				return why
			}
		}
	case Text, Path:
		for _, p := range v.Parts {
			if why := p.Settle(); why != "" {
				return why
			}
		}
	}
	return ""
}
