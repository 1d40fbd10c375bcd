// Package python reads Python source text, also broken or half pasted, into a
// tree whose every node knows the bytes it was read from.
package python

import (
	"math/big"

	"preflight/rules/audit"
)

// Module is a whole file as it was read. What could not be read is in Problems
// and, where a statement would stand, an Invalid in the Body.
type Module struct {
	File     *audit.File
	Body     []Stmt
	Comments []audit.Span // from "#" to the end of the line, in order
	Problems []audit.Problem

	// LostIndent reports that at least one block had no indented body, as in
	// text copied from a web page: which lines belong to it is a guess.
	LostIndent bool
}

// Node is any part of the tree. Its span runs from its first to its last byte;
// parentheses around an expression and decorators of a definition are outside,
// as in CPython's ast module.
type Node interface {
	Span() audit.Span
}

// Expr is an expression.
type Expr interface {
	Node
	expr()
}

// Stmt is a statement.
type Stmt interface {
	Node
	stmt()
}

// place is where a node stands.
type place struct{ span audit.Span }

// Span is the node's part of the file.
func (p place) Span() audit.Span { return p.span }

// expression and statement mark a node as one or the other.
type (
	expression struct{ place }
	statement  struct{ place }
)

func (expression) expr() {}

func (statement) stmt() {}

// Name is an identifier.
type Name struct {
	expression
	ID string
}

// Str is a text or bytes literal; adjacent literals are joined. A bytes
// literal's Value holds the bytes.
type Str struct {
	expression
	Value string
	Bytes bool
}

// JoinedStr is an f-string, or a t-string where Template is set. Parts are Str
// and FormattedValue.
type JoinedStr struct {
	expression
	Parts    []Expr
	Template bool
}

// FormattedValue is a replacement field of an f-string. Conversion is 's',
// 'r', 'a' or 0; Format may be nil. The text of "{x=}" is a Str before it.
type FormattedValue struct {
	expression
	Value      Expr
	Conversion byte
	Format     *JoinedStr
}

// Number is a numeric literal. Int is nil unless it is a whole number of at
// most 4,300 digits; Float is its nearest value (the factor of i if Imaginary).
type Number struct {
	expression
	Text      string
	Int       *big.Int
	Float     float64
	Imaginary bool
}

// Constant is "True", "False", "None" or "..." (also written Ellipsis).
type Constant struct {
	expression
	Value string
}

// List is [a, b]. Close is its closing bracket.
type List struct {
	expression
	Elts          []Expr
	Close         audit.Span
	TrailingComma bool
}

// Tuple is (a, b) or a, b. Its span includes its own parentheses; Close is
// the closing one, or zero where there are none.
type Tuple struct {
	expression
	Elts          []Expr
	Close         audit.Span
	TrailingComma bool
}

// Set is {a, b}. Close is its closing brace.
type Set struct {
	expression
	Elts          []Expr
	Close         audit.Span
	TrailingComma bool
}

// Dict is {k: v}. A nil key stands for ** before the value. Close is its
// closing brace.
type Dict struct {
	expression
	Keys, Values  []Expr
	Close         audit.Span
	TrailingComma bool
}

// Starred is *value.
type Starred struct {
	expression
	Value Expr
}

// Attribute is value.Attr.
type Attribute struct {
	expression
	Value    Expr
	Attr     string
	AttrSpan audit.Span
}

// Subscript is value[index]. An index with commas is a Tuple; parts with a
// colon are Slices.
type Subscript struct {
	expression
	Value, Index Expr
}

// Slice is lower:upper:step inside a subscript; each may be nil.
type Slice struct {
	expression
	Lower, Upper, Step Expr
}

// Call is func(args, name=value). Close is its closing parenthesis.
type Call struct {
	expression
	Func          Expr
	Args          []Expr // positional, *args as Starred
	Keywords      []*Keyword
	Close         audit.Span
	TrailingComma bool
}

// Keyword is name=value in a call or class header, or **value, which has no
// name.
type Keyword struct {
	place
	Name     string
	NameSpan audit.Span
	Value    Expr
}

// BinOp is left op right with op one of + - * / // % @ ** << >> & | ^.
type BinOp struct {
	expression
	Left, Right Expr
	Op          string
}

// UnaryOp is op operand with op one of - + ~ not.
type UnaryOp struct {
	expression
	Op      string
	Operand Expr
}

// BoolOp is a chain of one operator, "and" or "or".
type BoolOp struct {
	expression
	Op     string
	Values []Expr
}

// Compare is left op a op b …; ops are == != < <= > >= in, not in, is, is not.
type Compare struct {
	expression
	Left        Expr
	Ops         []string
	Comparators []Expr
}

// IfExp is body if test else orelse.
type IfExp struct {
	expression
	Test, Body, Else Expr
}

// Lambda is lambda params: body.
type Lambda struct {
	expression
	Params []*Param
	Body   Expr
}

// Comprehension is a list, set or dict comprehension or a generator
// expression, told apart by Kind.
type Comprehension struct {
	expression
	Kind    ComprehensionKind
	Key     Expr // of a dict comprehension; nil otherwise and before **
	Elt     Expr // the element, or the value of a dict comprehension
	Clauses []*Clause
}

// ComprehensionKind says which brackets a comprehension has.
type ComprehensionKind uint8

// The kinds of comprehension.
const (
	ListComp ComprehensionKind = iota
	SetComp
	DictComp
	GeneratorExp
)

// Clause is one "for target in iter if …" of a comprehension.
type Clause struct {
	Async        bool
	Target, Iter Expr
	Ifs          []Expr
}

// Await is await value.
type Await struct {
	expression
	Value Expr
}

// Yield is yield value; the value may be nil.
type Yield struct {
	expression
	Value Expr
}

// YieldFrom is yield from value.
type YieldFrom struct {
	expression
	Value Expr
}

// NamedExpr is target := value.
type NamedExpr struct {
	expression
	Target *Name
	Value  Expr
}

// AsPattern is pattern as name, which occurs only in the pattern of a Case.
type AsPattern struct {
	expression
	Pattern Expr
	Name    *Name
}
