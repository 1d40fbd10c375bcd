package python

import "slices"

// Walk calls visit for the node and everything below it: expressions,
// statements and the parts that are neither, such as Keyword, Param, Alias,
// Handler and Case. Parents come first, children in the order of the text as
// far as the tree knows it. Where visit gives false, what is below is left
// out.
func Walk(root Node, visit func(Node) bool) {
	stack := collector{make([]Node, 0, 16)}
	stack.walk(root, visit)
}

// walk visits a tree from the root on; the collector is the stack of the nodes
// yet to come, and empty afterwards.
func (c *collector) walk(root Node, visit func(Node) bool) {
	c.nodes = append(c.nodes[:0], root)
	for len(c.nodes) > 0 {
		last := len(c.nodes) - 1
		n := c.nodes[last]
		c.nodes = c.nodes[:last]
		if visit(n) {
			c.children(n)
			slices.Reverse(c.nodes[last:])
		}
	}
}

// WalkBody is Walk for each of the statements.
func WalkBody(body []Stmt, visit func(Node) bool) {
	var stack collector
	for _, s := range body {
		stack.walk(s, visit)
	}
}

// collector gathers the children of a node.
type collector struct{ nodes []Node }

func (c *collector) expr(list ...Expr) {
	for _, e := range list {
		if e != nil {
			c.nodes = append(c.nodes, e)
		}
	}
}

func (c *collector) body(list []Stmt) {
	for _, s := range list {
		c.nodes = append(c.nodes, s)
	}
}

// add appends parts that are neither expressions nor statements.
func add[N Node](c *collector, list []N) {
	for _, n := range list {
		c.nodes = append(c.nodes, n)
	}
}

// pairs appends keys before their values.
func (c *collector) pairs(keys, values []Expr) {
	for i, v := range values {
		if i < len(keys) {
			c.expr(keys[i])
		}
		c.expr(v)
	}
}

func (c *collector) children(n Node) {
	switch n := n.(type) {
	case Expr:
		c.ofExpr(n)
	case *If:
		c.expr(n.Test)
		c.body(n.Body)
		c.body(n.Else)
	case *For:
		c.expr(n.Target, n.Iter)
		c.body(n.Body)
		c.body(n.Else)
	case *While:
		c.expr(n.Test)
		c.body(n.Body)
		c.body(n.Else)
	case *Try:
		c.body(n.Body)
		add(c, n.Handlers)
		c.body(n.Else)
		c.body(n.Finally)
	case *With:
		for _, item := range n.Items {
			c.expr(item.Context, item.Target)
		}
		c.body(n.Body)
	case *Match:
		c.expr(n.Subject)
		add(c, n.Cases)
	case *Invalid:
		c.body(n.Body)
	case Stmt:
		c.ofStmt(n)
	default:
		c.ofPart(n)
	}
}

// ofExpr appends the children of an expression.
func (c *collector) ofExpr(e Expr) {
	switch e := e.(type) {
	case *JoinedStr:
		c.expr(e.Parts...)
	case *FormattedValue:
		c.expr(e.Value)
		if e.Format != nil {
			c.expr(e.Format)
		}
	case *List:
		c.expr(e.Elts...)
	case *Tuple:
		c.expr(e.Elts...)
	case *Set:
		c.expr(e.Elts...)
	case *Dict:
		c.pairs(e.Keys, e.Values)
	case *Attribute:
		c.expr(e.Value)
	case *Subscript:
		c.expr(e.Value, e.Index)
	case *Slice:
		c.expr(e.Lower, e.Upper, e.Step)
	case *Call:
		c.expr(e.Func)
		c.expr(e.Args...)
		add(c, e.Keywords)
	case *Comprehension:
		c.expr(e.Key, e.Elt)
		for _, g := range e.Clauses {
			c.expr(g.Target, g.Iter)
			c.expr(g.Ifs...)
		}
	case *Lambda:
		add(c, e.Params)
		c.expr(e.Body)
	default:
		c.ofOperation(e)
	}
}

// ofOperation appends the children of an expression with operators.
func (c *collector) ofOperation(e Expr) {
	switch e := e.(type) {
	case *BinOp:
		c.expr(e.Left, e.Right)
	case *UnaryOp:
		c.expr(e.Operand)
	case *BoolOp:
		c.expr(e.Values...)
	case *Compare:
		c.expr(e.Left)
		c.expr(e.Comparators...)
	case *IfExp:
		c.expr(e.Body, e.Test, e.Else)
	case *Starred:
		c.expr(e.Value)
	case *Await:
		c.expr(e.Value)
	case *Yield:
		c.expr(e.Value)
	case *YieldFrom:
		c.expr(e.Value)
	case *NamedExpr:
		c.expr(e.Target, e.Value)
	case *AsPattern:
		c.expr(e.Pattern, e.Name)
	}
}

// ofStmt appends the children of a statement without clauses.
func (c *collector) ofStmt(s Stmt) {
	switch s := s.(type) {
	case *Assign:
		c.expr(s.Targets...)
		c.expr(s.Value)
	case *AnnAssign:
		c.expr(s.Target, s.Annotation, s.Value)
	case *AugAssign:
		c.expr(s.Target, s.Value)
	case *ExprStmt:
		c.expr(s.Value)
	case *FunctionDef:
		c.expr(s.Decorators...)
		add(c, s.TypeParams)
		add(c, s.Params)
		c.expr(s.Returns)
		c.body(s.Body)
	case *ClassDef:
		c.expr(s.Decorators...)
		add(c, s.TypeParams)
		c.expr(s.Bases...)
		add(c, s.Keywords)
		c.body(s.Body)
	case *Return:
		c.expr(s.Value)
	case *Raise:
		c.expr(s.Exc, s.Cause)
	case *Delete:
		c.expr(s.Targets...)
	case *Import:
		add(c, s.Names)
	case *ImportFrom:
		add(c, s.Names)
	case *Assert:
		c.expr(s.Test, s.Message)
	case *TypeAlias:
		c.expr(s.Name)
		add(c, s.TypeParams)
		c.expr(s.Value)
	}
}

// ofPart appends the children of what is neither expression nor statement.
func (c *collector) ofPart(n Node) {
	switch n := n.(type) {
	case *Keyword:
		c.expr(n.Value)
	case *Param:
		c.expr(n.Annotation, n.Default)
	case *TypeParam:
		c.expr(n.Bound, n.Default)
	case *Handler:
		c.expr(n.Type)
		c.body(n.Body)
	case *Case:
		c.expr(n.Pattern, n.Guard)
		c.body(n.Body)
	}
}
