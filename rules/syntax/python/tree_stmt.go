package python

import (
	"preflight/rules/audit"
)

// Assign is target = target = value.
type Assign struct {
	statement
	Targets []Expr
	Value   Expr
}

// AnnAssign is target: annotation = value; the value may be nil.
type AnnAssign struct {
	statement
	Target, Annotation, Value Expr
}

// AugAssign is target op= value; Op is written without the "=".
type AugAssign struct {
	statement
	Target, Value Expr
	Op            string
}

// ExprStmt is an expression alone.
type ExprStmt struct {
	statement
	Value Expr
}

// If is an if statement; elif is an If alone in Else, which starts at "elif".
type If struct {
	statement
	Test       Expr
	Body, Else []Stmt
}

// For is a for loop.
type For struct {
	statement
	Async        bool
	Target, Iter Expr
	Body, Else   []Stmt
}

// While is a while loop.
type While struct {
	statement
	Test       Expr
	Body, Else []Stmt
}

// Try is a try statement. Star is set for except*.
type Try struct {
	statement
	Body     []Stmt
	Handlers []*Handler
	Else     []Stmt
	Finally  []Stmt
	Star     bool
}

// Handler is an except clause; a bare one has no type.
type Handler struct {
	place
	Type Expr
	Name string
	Body []Stmt
}

// With is a with statement.
type With struct {
	statement
	Async bool
	Items []*WithItem
	Body  []Stmt
}

// WithItem is context as target; the target may be nil.
type WithItem struct {
	Context, Target Expr
}

// FunctionDef is a function; its span starts at "def" or "async".
type FunctionDef struct {
	statement
	Async      bool
	Name       string
	NameSpan   audit.Span
	Decorators []Expr
	TypeParams []*TypeParam
	Params     []*Param
	Returns    Expr
	Body       []Stmt
}

// ClassDef is a class; its span starts at "class".
type ClassDef struct {
	statement
	Name       string
	NameSpan   audit.Span
	Decorators []Expr
	TypeParams []*TypeParam
	Bases      []Expr
	Keywords   []*Keyword
	Body       []Stmt
}

// Return is return value; the value may be nil.
type Return struct {
	statement
	Value Expr
}

// Raise is raise exc from cause; both may be nil.
type Raise struct {
	statement
	Exc, Cause Expr
}

// Delete is del targets.
type Delete struct {
	statement
	Targets []Expr
}

// Import is import a.b as c, …
type Import struct {
	statement
	Names []*Alias
	Lazy  bool
}

// ImportFrom is from module import names. Level counts the leading dots; a
// star import has one Alias named "*".
type ImportFrom struct {
	statement
	Module string
	Names  []*Alias
	Level  int
	Lazy   bool
}

// Alias is one imported name; AsName is empty without "as".
type Alias struct {
	place
	Name, AsName string
}

// Global is global names.
type Global struct {
	statement
	Names []string
}

// Nonlocal is nonlocal names.
type Nonlocal struct {
	statement
	Names []string
}

// Assert is assert test, message; the message may be nil.
type Assert struct {
	statement
	Test, Message Expr
}

// Pass is pass.
type Pass struct{ statement }

// Break is break.
type Break struct{ statement }

// Continue is continue.
type Continue struct{ statement }

// Match is a match statement.
type Match struct {
	statement
	Subject Expr
	Cases   []*Case
}

// Case is one case of a match. The pattern is kept as the expression it looks
// like, with AsPattern for "as", and nil where it could not be read; the guard
// may be nil.
type Case struct {
	place
	Pattern, Guard Expr
	Body           []Stmt
}

// TypeAlias is type Name[params] = value.
type TypeAlias struct {
	statement
	Name       *Name
	TypeParams []*TypeParam
	Value      Expr
}

// Invalid is a logical line that could not be read; a Problem says why. What
// it did is unknown, and Names are the variables that it seems to have set or
// changed. If it opened blocks, their statements are in Body; whether they
// run is as unknown.
type Invalid struct {
	statement
	Names []string
	Body  []Stmt
}

// Param is a parameter of a function or lambda. Kind is "" (may be given by
// position or name), "/" (position only), "*" (the rest by position), "name"
// (name only) or "**" (the rest by name).
type Param struct {
	place
	Name       string
	Kind       string
	Annotation Expr
	Default    Expr
}

// TypeParam is a type parameter. Kind is "", "*" or "**".
type TypeParam struct {
	place
	Name           string
	Kind           string
	Bound, Default Expr
}
