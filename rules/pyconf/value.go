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
	Text     // str; with Parts where some of it is not known
	Bytes    // bytes; the content is not kept
	Path     // a file-system path; Text is what is known of it, from the anchor on
	List     // list
	Tuple    // tuple
	Set      // set or frozenset
	Dict     // dict
	Duration // datetime.timedelta; Float is its seconds
	Env      // decided by an environment variable
	Code     // a function, class, module or other object; Text is its dotted name
	Several  // one of Choices
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
	nesting  int     // 1 and that of the deepest part; 0 where nobody counted
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
	maxNested  = 64 // values inside one another
)

func boolValue(b bool, at audit.Span) *Value { return &Value{Type: Bool, Bool: b, Span: at} }

func intValue(n int64, at audit.Span) *Value { return &Value{Type: Int, Int: n, Span: at} }

func noneValue(at audit.Span) *Value { return &Value{Type: None, Span: at} }

// NewAbsent makes the value of a name that is not assigned.
func NewAbsent() *Value { return &Value{Type: Absent} }

// NewUnknown makes a value that is not seen; why says what would settle it.
func NewUnknown(why string, at audit.Span) *Value {
	return &Value{Type: Unknown, Reason: why, Span: at}
}

func textValue(s string, at audit.Span) *Value {
	if len(s) > maxText {
		return NewUnknown("the text is too long to be followed", at)
	}
	return &Value{Type: Text, Text: s, Span: at}
}

// clone copies a value that is about to be changed.
func (v *Value) clone() Value {
	w := *v
	w.nesting = 0
	return w
}

// depth says how deeply values lie in one another. Those that are kept under a
// name have been counted, so that this looks one step down.
func (v *Value) depth() int {
	if v.nesting > 0 {
		return v.nesting
	}
	deepest := 0
	for _, p := range v.Parts {
		deepest = max(deepest, p.depth())
	}
	for _, it := range v.Items {
		deepest = max(deepest, it.Value.depth())
	}
	for _, p := range v.Pairs {
		deepest = max(deepest, p.Key.depth(), p.Value.depth())
	}
	for _, c := range v.Choices {
		deepest = max(deepest, c.Value.depth())
	}
	if v.Default != nil {
		deepest = max(deepest, v.Default.depth())
	}
	v.nesting = deepest + 1
	return v.nesting
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

func (v *Value) pairsSteady() bool {
	for _, p := range v.Pairs {
		if len(p.When) > 0 {
			return false
		}
	}
	return true
}

func (e *evaluator) plainItems(v *Value) bool {
	for _, it := range v.Items {
		if it.Rest || len(it.When) > 0 {
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

// IsNumber reports whether the value is a number as Python counts them: also a
// bool.
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

func whole(v *Value) int64 {
	if v.Type == Bool && v.Bool {
		return 1
	}
	return v.Int
}

// ChoicesOf gives what a value may be: the choices of a Several, or the value
// itself, without conditions.
func ChoicesOf(v *Value) []Choice {
	if v.Type == Several {
		return v.Choices
	}
	return []Choice{{Value: v}}
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
	case Code:
		if v.Object == nil && strings.ContainsAny(v.Text, ".(") {
			return notGiven(v.Text)
		}
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
	}
	left := MaxNodes / 10
	return v.settlePart(&left)
}

// settlePart says what would make the first part known that is not.
func (v *Value) settlePart(left *int) string {
	if *left--; *left < 0 {
		return ""
	}
	for _, p := range v.Parts {
		if why := p.settleIn("", left); why != "" {
			return why
		}
	}
	for _, it := range v.Items {
		if why := it.Value.settleIn(it.When.Settle(), left); why != "" {
			return why
		}
	}
	for _, p := range v.Pairs {
		if why := p.Value.settleIn(p.When.Settle(), left); why != "" {
			return why
		}
	}
	if v.Open {
		return v.Reason
	}
	return ""
}

// settleIn is Settle for a part of a value, which may be there on a condition.
func (v *Value) settleIn(when string, left *int) string {
	switch {
	case when != "":
		return when
	case v.Type == Unknown || v.Type == Env || v.Type == Several || v.Type == Code:
		return v.Settle()
	}
	return v.settlePart(left)
}
