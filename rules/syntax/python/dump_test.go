package python

import (
	"fmt"
	"strings"

	"preflight/rules/audit"
)

// dump writes a tree as nested parentheses, the form in which the tables of
// the tests and CPython's golden files state it. With places, every node is
// followed by "@line:column-line:column", lines from 1, columns in bytes from 0.
type dump struct {
	out    strings.Builder
	places bool
	file   *audit.File
}

func sexpr(body []Stmt) string {
	d := &dump{}
	d.body(body)
	return d.out.String()
}

func (d *dump) open(name string, n Node) {
	d.out.WriteString("(" + name)
	d.place(n)
}

func (d *dump) place(n Node) {
	if d.places {
		s := n.Span()
		l1, c1 := d.lineColumn(s.Start)
		l2, c2 := d.lineColumn(s.End)
		fmt.Fprintf(&d.out, "@%d:%d-%d:%d", l1, c1, l2, c2)
	}
}

func (d *dump) lineColumn(at int) (int, int) {
	p := d.file.Position(at)
	lines := d.file.Lines()
	c := at - lines[p.Line-1]
	if p.Line == 1 && strings.HasPrefix(d.file.Text, "\ufeff") {
		c -= 3
	}
	return p.Line, c
}

func (d *dump) word(s string) { d.out.WriteString(" " + s) }

// quote writes a text as Python's golden files do: every byte that is not
// printable ASCII as \xNN.
func (d *dump) quote(s string) {
	d.out.WriteString(" \"")
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c < ' ' || c > '~' || c == '"' || c == '\\' {
			fmt.Fprintf(&d.out, "\\x%02x", c)
		} else {
			d.out.WriteByte(c)
		}
	}
	d.out.WriteString("\"")
}

func (d *dump) exprs(list []Expr) {
	for _, e := range list {
		d.out.WriteByte(' ')
		d.expr(e)
	}
}

func (d *dump) opt(e Expr) { d.exprs([]Expr{e}) }

func (d *dump) expr(e Expr) {
	switch e := e.(type) {
	case nil:
		d.out.WriteString("-")
		return
	case *Name:
		d.out.WriteString(e.ID)
		d.place(e)
		return
	case *Constant:
		if e.Value == "..." {
			d.out.WriteString("Ellipsis")
		} else {
			d.out.WriteString(e.Value)
		}
		d.place(e)
		return
	case *Number:
		d.number(e)
		return
	case *Str:
		if e.Bytes {
			d.open("Bytes", e)
		} else {
			d.open("Str", e)
		}
		d.quote(e.Value)
	case *JoinedStr:
		if e.Template {
			d.open("TemplateStr", e)
		} else {
			d.open("JoinedStr", e)
		}
		d.exprs(e.Parts)
	case *FormattedValue:
		d.open("Field", e)
		d.opt(e.Value)
		if e.Conversion != 0 {
			d.word("!" + string(e.Conversion))
		}
		if e.Format != nil {
			d.opt(e.Format)
		}
	case *List:
		d.open("List", e)
		d.exprs(e.Elts)
	case *Tuple:
		d.open("Tuple", e)
		d.exprs(e.Elts)
	case *Set:
		d.open("Set", e)
		d.exprs(e.Elts)
	case *Dict:
		d.open("Dict", e)
		for i := range e.Values {
			d.exprs([]Expr{e.Keys[i], e.Values[i]})
		}
	case *Starred:
		d.open("Starred", e)
		d.opt(e.Value)
	case *Attribute:
		d.open("Attr", e)
		d.opt(e.Value)
		d.word(e.Attr)
	case *Subscript:
		d.open("Sub", e)
		d.exprs([]Expr{e.Value, e.Index})
	case *Slice:
		d.open("Slice", e)
		d.exprs([]Expr{e.Lower, e.Upper, e.Step})
	case *Call:
		d.open("Call", e)
		d.opt(e.Func)
		d.exprs(e.Args)
		d.keywords(e.Keywords)
	default:
		d.operation(e)
	}
	d.out.WriteByte(')')
}

func (d *dump) number(e *Number) {
	switch {
	case e.Imaginary:
		fmt.Fprintf(&d.out, "%xj", e.Float)
	case e.Int != nil:
		d.out.WriteString(e.Int.String())
	default:
		fmt.Fprintf(&d.out, "%x", e.Float)
	}
	d.place(e)
}

func (d *dump) keywords(list []*Keyword) {
	for _, k := range list {
		d.out.WriteByte(' ')
		d.open("kw", k)
		if k.Name == "" {
			d.word("**")
		} else {
			d.word(k.Name)
		}
		d.opt(k.Value)
		d.out.WriteByte(')')
	}
}

func (d *dump) operation(e Expr) {
	switch e := e.(type) {
	case *BinOp:
		d.open(e.Op, e)
		d.exprs([]Expr{e.Left, e.Right})
	case *UnaryOp:
		d.open("u"+e.Op, e)
		d.opt(e.Operand)
	case *BoolOp:
		d.open(e.Op, e)
		d.exprs(e.Values)
	case *Compare:
		d.open("Compare", e)
		d.opt(e.Left)
		for i, op := range e.Ops {
			d.word(strings.ReplaceAll(op, " ", "_"))
			d.opt(e.Comparators[i])
		}
	case *IfExp:
		d.open("IfExp", e)
		d.exprs([]Expr{e.Test, e.Body, e.Else})
	case *Lambda:
		d.open("Lambda", e)
		d.params(e.Params)
		d.opt(e.Body)
	case *Comprehension:
		d.open([]string{"ListComp", "SetComp", "DictComp", "Gen"}[e.Kind], e)
		if e.Kind == DictComp {
			d.opt(e.Key)
		}
		d.opt(e.Elt)
		for _, c := range e.Clauses {
			d.word("(for")
			if c.Async {
				d.word("async")
			}
			d.exprs([]Expr{c.Target, c.Iter})
			d.exprs(c.Ifs)
			d.out.WriteByte(')')
		}
	case *Await:
		d.open("Await", e)
		d.opt(e.Value)
	case *Yield:
		d.open("Yield", e)
		d.opt(e.Value)
	case *YieldFrom:
		d.open("YieldFrom", e)
		d.opt(e.Value)
	case *NamedExpr:
		d.open(":=", e)
		d.exprs([]Expr{e.Target, e.Value})
	case *AsPattern:
		d.open("As", e)
		d.exprs([]Expr{e.Pattern, e.Name})
	default:
		panic(fmt.Sprintf("no dump of %T", e))
	}
}

func (d *dump) params(list []*Param) {
	d.word("[")
	for _, p := range list {
		d.out.WriteByte('(')
		if p.Kind != "" {
			d.out.WriteString(p.Kind + " ")
		}
		d.out.WriteString(p.Name)
		d.place(declared{p})
		if p.Annotation != nil {
			d.word(":")
			d.opt(p.Annotation)
		}
		if p.Default != nil {
			d.word("=")
			d.opt(p.Default)
		}
		d.out.WriteByte(')')
	}
	d.out.WriteByte(']')
}

// declared is a parameter without its default, as CPython counts it.
type declared struct{ p *Param }

func (d declared) Span() audit.Span {
	s := d.p.Span()
	if d.p.Default != nil {
		s.End = d.p.Default.Span().Start
		s.End = s.Start + len(strings.TrimRight(s.Text(), " \t\r\n\\(="))
	}
	return s
}

func (d *dump) typeParams(list []*TypeParam) {
	for _, p := range list {
		d.out.WriteByte(' ')
		d.open("T", p)
		d.word(p.Kind + p.Name)
		if p.Bound != nil {
			d.word(":")
			d.opt(p.Bound)
		}
		if p.Default != nil {
			d.word("=")
			d.opt(p.Default)
		}
		d.out.WriteByte(')')
	}
}

func (d *dump) body(list []Stmt) {
	for i, s := range list {
		if i > 0 {
			d.out.WriteByte(' ')
		}
		d.stmt(s)
	}
}

func (d *dump) block(name string, list []Stmt) {
	if len(list) > 0 {
		d.word("(" + name + " ")
		d.body(list)
		d.out.WriteByte(')')
	}
}

func (d *dump) stmt(s Stmt) {
	switch s := s.(type) {
	case *Assign:
		d.open("=", s)
		d.exprs(s.Targets)
		d.opt(s.Value)
	case *AnnAssign:
		d.open("Ann", s)
		d.exprs([]Expr{s.Target, s.Annotation, s.Value})
	case *AugAssign:
		d.open(s.Op+"=", s)
		d.exprs([]Expr{s.Target, s.Value})
	case *ExprStmt:
		d.open("Expr", s)
		d.opt(s.Value)
	case *If:
		d.open("If", s)
		d.opt(s.Test)
		d.block("do", s.Body)
		d.block("else", s.Else)
	case *For:
		d.open(async("For", s.Async), s)
		d.exprs([]Expr{s.Target, s.Iter})
		d.block("do", s.Body)
		d.block("else", s.Else)
	case *While:
		d.open("While", s)
		d.opt(s.Test)
		d.block("do", s.Body)
		d.block("else", s.Else)
	case *Try:
		d.open(map[bool]string{false: "Try", true: "TryStar"}[s.Star], s)
		d.try(s)
	case *With:
		d.open(async("With", s.Async), s)
		for _, i := range s.Items {
			d.word("(item")
			d.exprs([]Expr{i.Context, i.Target})
			d.out.WriteByte(')')
		}
		d.block("do", s.Body)
	default:
		d.more(s)
	}
	d.out.WriteByte(')')
}

func async(name string, is bool) string {
	if is {
		return "Async" + name
	}
	return name
}

func (d *dump) try(s *Try) {
	d.block("do", s.Body)
	for _, h := range s.Handlers {
		d.out.WriteByte(' ')
		d.open("except", h)
		d.opt(h.Type)
		if h.Name != "" {
			d.word(h.Name)
		}
		d.block("do", h.Body)
		d.out.WriteByte(')')
	}
	d.block("else", s.Else)
	d.block("finally", s.Finally)
}

func (d *dump) more(s Stmt) {
	switch s := s.(type) {
	case *FunctionDef:
		d.open(async("Def", s.Async), s)
		d.word(s.Name)
		for _, e := range s.Decorators {
			d.word("@")
			d.opt(e)
		}
		d.typeParams(s.TypeParams)
		d.params(s.Params)
		if s.Returns != nil {
			d.word("->")
			d.opt(s.Returns)
		}
		d.block("do", s.Body)
	case *ClassDef:
		d.open("Class", s)
		d.word(s.Name)
		for _, e := range s.Decorators {
			d.word("@")
			d.opt(e)
		}
		d.typeParams(s.TypeParams)
		d.exprs(s.Bases)
		d.keywords(s.Keywords)
		d.block("do", s.Body)
	case *Return:
		d.open("Return", s)
		d.opt(s.Value)
	case *Raise:
		d.open("Raise", s)
		d.exprs([]Expr{s.Exc, s.Cause})
	case *Delete:
		d.open("Del", s)
		d.exprs(s.Targets)
	case *Assert:
		d.open("Assert", s)
		d.exprs([]Expr{s.Test, s.Message})
	case *Import:
		d.open(map[bool]string{false: "Import", true: "LazyImport"}[s.Lazy], s)
		d.aliases(s.Names)
	case *ImportFrom:
		d.open(map[bool]string{false: "From", true: "LazyFrom"}[s.Lazy], s)
		d.word(strings.Repeat(".", s.Level) + s.Module)
		d.aliases(s.Names)
	case *Match:
		d.open("Match", s)
		d.opt(s.Subject)
		for _, c := range s.Cases {
			d.word("(case")
			places := d.places
			d.places = false
			d.opt(c.Pattern)
			d.places = places
			d.opt(c.Guard)
			d.block("do", c.Body)
			d.out.WriteByte(')')
		}
	case *TypeAlias:
		d.open("Type", s)
		d.opt(s.Name)
		d.typeParams(s.TypeParams)
		d.opt(s.Value)
	default:
		d.words(s)
	}
}

func (d *dump) words(s Stmt) {
	switch s := s.(type) {
	case *Global:
		d.open("Global", s)
		d.word(strings.Join(s.Names, " "))
	case *Nonlocal:
		d.open("Nonlocal", s)
		d.word(strings.Join(s.Names, " "))
	case *Pass:
		d.open("Pass", s)
	case *Break:
		d.open("Break", s)
	case *Continue:
		d.open("Continue", s)
	case *Invalid:
		d.open("Invalid", s)
		for _, name := range s.Names {
			d.word(name)
		}
		d.block("do", s.Body)
	default:
		panic(fmt.Sprintf("no dump of %T", s))
	}
}

func (d *dump) aliases(list []*Alias) {
	for _, a := range list {
		d.word(a.Name)
		d.place(a)
		if a.AsName != "" {
			d.word("as " + a.AsName)
		}
	}
}

func parse(text string) *Module { return Parse(&audit.File{Name: "settings.py", Text: text}) }
