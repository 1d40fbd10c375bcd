package python

import (
	"strconv"

	"github.com/go-python/gpython/ast"
)

// piece is an expression and the first and last of its tokens.
type piece struct {
	e      Expr
	lo, hi int
}

// at makes the place of a node from its first and last token.
func (r *reader) at(lo, hi int) expression { return expression{place{r.span(lo, hi)}} }

// index gives the token that a placeholder stands for.
func (r *reader) index(id ast.Identifier) int {
	n, err := strconv.Atoi(string(id[1:]))
	if err != nil || r.base+n >= len(r.marks) {
		return 0
	}
	return int(r.marks[r.base+n])
}

// around gives the first and last token of the piece with all parentheses
// around it that hold nothing else.
func (r *reader) around(p piece) (lo, hi int) {
	lo, hi = p.lo, p.hi
	for lo > 0 && r.toks[lo-1].kind == '(' && int(r.toks[lo-1].mate) == hi+1 {
		lo, hi = lo-1, hi+1
	}
	return lo, hi
}

// convert makes our expression of gpython's. Only names carry a place there,
// so every other place is worked out from the tokens around its parts.
func (r *reader) convert(x ast.Expr) piece {
	r.level++
	defer func() { r.level-- }()
	switch x := x.(type) {
	case *ast.Name:
		return r.leaf(r.index(x.Id))
	case *ast.Attribute:
		return r.attribute(x)
	case *ast.Call:
		return r.call(x)
	case *ast.Subscript:
		return r.subscript(x)
	case *ast.Tuple:
		return r.tuple(x)
	case *ast.List:
		return r.list(x)
	case *ast.Set:
		return r.set(x)
	case *ast.Dict:
		return r.dict(x)
	case *ast.ListComp:
		return r.comprehension(ListComp, nil, x.Elt, x.Generators)
	case *ast.SetComp:
		return r.comprehension(SetComp, nil, x.Elt, x.Generators)
	case *ast.DictComp:
		return r.comprehension(DictComp, x.Key, x.Value, x.Generators)
	case *ast.GeneratorExp:
		return r.comprehension(GeneratorExp, nil, x.Elt, x.Generators)
	}
	return r.operation(x)
}

// operation converts what is neither a leaf nor a display.
func (r *reader) operation(x ast.Expr) piece {
	switch x := x.(type) {
	case *ast.BinOp:
		return r.binary(x)
	case *ast.UnaryOp:
		return r.unary(x)
	case *ast.BoolOp:
		return r.boolean(x)
	case *ast.Compare:
		return r.compare(x)
	case *ast.IfExp:
		return r.choice(x)
	case *ast.Lambda:
		return r.marked(x)
	case *ast.Starred:
		v := r.convert(x.Value)
		lo, hi := r.around(v)
		return piece{&Starred{r.at(lo-1, hi), v.e}, lo - 1, hi}
	case *ast.Yield:
		v := r.convert(x.Value)
		lo, hi := r.around(v)
		return piece{&Yield{r.at(lo-1, hi), v.e}, lo - 1, hi}
	case *ast.YieldFrom:
		v := r.convert(x.Value)
		lo, hi := r.around(v)
		return piece{&YieldFrom{r.at(lo-2, hi), v.e}, lo - 2, hi}
	}
	r.fail(0, "invalid syntax")
	return piece{}
}

// leaf makes the expression of one token, one string or one empty bracket.
func (r *reader) leaf(i int) piece {
	t := r.toks[i]
	one := r.at(i, i)
	switch k := t.kind; {
	case k.isName():
		return piece{&Name{one, r.lit(i)}, i, i}
	case k == kNumber:
		return piece{r.number(i), i, i}
	case k == kTrue || k == kFalse || k == kNone || k == kEllipsis:
		return piece{&Constant{one, r.lit(i)}, i, i}
	case k.startsString():
		return r.str(i)
	case k == kYield:
		return piece{&Yield{one, nil}, i, i}
	}
	return r.empty(i)
}

// empty makes a bracket that is one placeholder, or nil for the ** that stands for a key.
func (r *reader) empty(i int) piece {
	hi := int(r.toks[i].mate)
	if hi > i+1 {
		return r.display(i)
	}
	switch r.toks[i].kind {
	case '(':
		return piece{&Tuple{expression: r.at(i, hi), Close: r.span(hi, hi)}, i, hi}
	case '[':
		return piece{&List{expression: r.at(i, hi), Close: r.span(hi, hi)}, i, hi}
	case '{':
		return piece{&Dict{expression: r.at(i, hi), Close: r.span(hi, hi)}, i, hi}
	}
	return piece{nil, i, i}
}

func (r *reader) attribute(x *ast.Attribute) piece {
	v := r.convert(x.Value)
	lo, hi := r.around(v)
	attr := r.index(x.Attr)
	if attr < lo {
		return piece{&Await{r.at(attr, hi), v.e}, attr, hi}
	}
	return piece{&Attribute{r.at(lo, attr), v.e, r.lit(attr), r.span(attr, attr)}, lo, attr}
}

func (r *reader) call(x *ast.Call) piece {
	f := r.convert(x.Func)
	lo, hi := r.around(f)
	hi++
	end := int(r.toks[hi].mate)
	c := &Call{expression: r.at(lo, end), Func: f.e, Close: r.span(end, end)}
	c.TrailingComma = r.toks[end-1].kind == ','
	if len(x.Args) == 1 && r.isMark(x.Args[0], hi) {
		c.Args, c.Keywords = r.listed(hi)
	} else {
		c.Args, c.Keywords = r.arguments(x)
	}
	return piece{c, lo, end}
}

// isMark reports whether the expression is the placeholder of a token.
func (r *reader) isMark(x ast.Expr, tok int) bool {
	name, ok := x.(*ast.Name)
	return ok && r.index(name.Id) == tok
}

// arguments converts those of a call or of a class header.
func (r *reader) arguments(x *ast.Call) (args []Expr, keywords []*Keyword) {
	for _, a := range x.Args {
		if l, ok := a.(*ast.Lambda); ok && r.toks[r.marker(l)].kind == kPower {
			keywords = append(keywords, r.keyword(r.marker(l), l.Body))
			continue
		}
		args = append(args, r.convert(a).e)
	}
	for _, k := range x.Keywords {
		keywords = append(keywords, r.keyword(r.index(k.Arg), k.Value))
	}
	sortKeywords(keywords)
	return args, keywords
}

// keyword makes name=value of the name's token, or **value of the star's.
func (r *reader) keyword(tok int, value ast.Expr) *Keyword {
	v := r.convert(value)
	_, hi := r.around(v)
	k := &Keyword{place: place{r.span(tok, hi)}, Value: v.e}
	if r.toks[tok].kind.isName() {
		k.Name, k.NameSpan = r.lit(tok), r.span(tok, tok)
	}
	return k
}

// sortKeywords puts the keywords in the order of the text: gpython gives the
// named ones apart from the others, each sort in order.
func sortKeywords(list []*Keyword) {
	for i := 1; i < len(list); i++ {
		if list[i].span.Start < list[i-1].span.Start {
			mergeKeywords(list, i)
			return
		}
	}
}

// mergeKeywords merges list[:n] and list[n:], both in order.
func mergeKeywords(list []*Keyword, n int) {
	a := append([]*Keyword(nil), list[:n]...)
	b := append([]*Keyword(nil), list[n:]...)
	for i := range list {
		if len(b) == 0 || len(a) > 0 && a[0].span.Start < b[0].span.Start {
			list[i], a = a[0], a[1:]
		} else {
			list[i], b = b[0], b[1:]
		}
	}
}

// each converts the parts of a display or chain and gives the first and last
// token of them all.
func (r *reader) each(list []ast.Expr) (elts []Expr, lo, hi int) {
	elts = make([]Expr, len(list))
	for i, x := range list {
		p := r.convert(x)
		elts[i] = p.e
		first, last := r.around(p)
		if i == 0 {
			lo = first
		}
		hi = last
	}
	return elts, lo, hi
}

// inside gives the brackets around the tokens from lo to hi, and whether a
// comma stands before the closing one.
func (r *reader) inside(lo int) (open, end int, comma bool) {
	open = lo - 1
	end = int(r.toks[open].mate)
	return open, end, r.toks[end-1].kind == ','
}

func (r *reader) list(x *ast.List) piece {
	elts, lo, _ := r.each(x.Elts)
	open, end, comma := r.inside(lo)
	return piece{&List{r.at(open, end), elts, r.span(end, end), comma}, open, end}
}

func (r *reader) set(x *ast.Set) piece {
	elts, lo, _ := r.each(x.Elts)
	open, end, comma := r.inside(lo)
	return piece{&Set{r.at(open, end), elts, r.span(end, end), comma}, open, end}
}

func (r *reader) dict(x *ast.Dict) piece {
	keys, lo, _ := r.each(x.Keys)
	values, _, _ := r.each(x.Values)
	open, end, comma := r.inside(lo)
	return piece{&Dict{r.at(open, end), keys, values, r.span(end, end), comma}, open, end}
}

func (r *reader) tuple(x *ast.Tuple) piece {
	elts, lo, hi := r.each(x.Elts)
	comma := r.toks[hi+1].kind == ','
	if comma {
		hi++
	}
	t := &Tuple{Elts: elts, TrailingComma: comma}
	if r.toks[lo-1].kind == '(' && int(r.toks[lo-1].mate) == hi+1 {
		lo, hi = lo-1, hi+1
		t.Close = r.span(hi, hi)
	}
	t.expression = r.at(lo, hi)
	return piece{t, lo, hi}
}

func (r *reader) comprehension(kind ComprehensionKind, key, elt ast.Expr, clauses []ast.Comprehension) piece {
	c := &Comprehension{Kind: kind}
	p := r.convert(elt)
	c.Elt = p.e
	if key != nil {
		p = r.convert(key)
		c.Key = p.e
	}
	lo, _ := r.around(p)
	lo--
	hi := int(r.toks[lo].mate)
	if hi <= lo {
		r.fail(p.lo, "a generator needs parentheses")
		return piece{}
	}
	for _, g := range clauses {
		c.Clauses = append(c.Clauses, r.generator(g))
	}
	c.expression = r.at(lo, hi)
	return piece{c, lo, hi}
}

func (r *reader) generator(g ast.Comprehension) *Clause {
	target := r.convert(g.Target)
	lo, hi := r.around(target)
	c := &Clause{Target: target.e, Iter: r.convert(g.Iter).e}
	c.Async = lo >= 2 && r.toks[lo-2].kind == kAsync
	if _, ok := target.e.(*Tuple); !ok && r.toks[hi+1].kind == ',' {
		c.Target = &Tuple{expression: r.at(lo, hi+1), Elts: []Expr{target.e}, TrailingComma: true}
	}
	for _, x := range g.Ifs {
		c.Ifs = append(c.Ifs, r.convert(x).e)
	}
	return c
}

func (r *reader) binary(x *ast.BinOp) piece {
	left, right := r.convert(x.Left), r.convert(x.Right)
	lo, op := r.around(left)
	_, hi := r.around(right)
	return piece{&BinOp{r.at(lo, hi), left.e, right.e, r.lit(op + 1)}, lo, hi}
}

func (r *reader) unary(x *ast.UnaryOp) piece {
	v := r.convert(x.Operand)
	lo, hi := r.around(v)
	lo--
	return piece{&UnaryOp{r.at(lo, hi), r.lit(lo), v.e}, lo, hi}
}

func (r *reader) boolean(x *ast.BoolOp) piece {
	values, lo, hi := r.each(x.Values)
	op := "and"
	if x.Op == ast.Or {
		op = "or"
	}
	return piece{&BoolOp{r.at(lo, hi), op, values}, lo, hi}
}

var compareOps = map[ast.CmpOp]string{
	ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
	ast.Is: "is", ast.IsNot: "is not", ast.In: "in", ast.NotIn: "not in",
}

func (r *reader) compare(x *ast.Compare) piece {
	left := r.convert(x.Left)
	lo, _ := r.around(left)
	rest, _, hi := r.each(x.Comparators)
	ops := make([]string, len(x.Ops))
	for i, op := range x.Ops {
		ops[i] = compareOps[op]
	}
	return piece{&Compare{r.at(lo, hi), left.e, ops, rest}, lo, hi}
}

// choice converts a conditional expression, or a pattern with "as".
func (r *reader) choice(x *ast.IfExp) piece {
	body := r.convert(x.Body)
	lo, _ := r.around(body)
	if name, ok := x.Test.(*ast.Name); ok && r.toks[r.index(name.Id)].kind == kAs {
		as := r.convert(x.Orelse)
		target, ok := as.e.(*Name)
		if !ok {
			r.fail(as.lo, "a name must follow as")
		}
		return piece{&AsPattern{r.at(lo, as.hi), body.e, target}, lo, as.hi}
	}
	test, other := r.convert(x.Test), r.convert(x.Orelse)
	_, hi := r.around(other)
	return piece{&IfExp{r.at(lo, hi), test.e, body.e, other.e}, lo, hi}
}

// marker gives the token that a lowered lambda stands for.
func (r *reader) marker(x *ast.Lambda) int { return r.index(x.Args.Args[0].Arg) }

// marked converts what was lowered to a lambda.
func (r *reader) marked(x *ast.Lambda) piece {
	tok := r.marker(x)
	body := r.convert(x.Body)
	_, hi := r.around(body)
	switch r.toks[tok].kind {
	case '*':
		return piece{&Starred{r.at(tok, hi), body.e}, tok, hi}
	case kWalrus:
		name := &Name{r.at(tok-1, tok-1), r.lit(tok - 1)}
		return piece{&NamedExpr{r.at(tok-1, hi), name, body.e}, tok - 1, hi}
	case kLambda:
		params := r.params(tok+1, int(r.toks[tok].mate), false)
		return piece{&Lambda{r.at(tok, hi), params, body.e}, tok, hi}
	}
	r.fail(tok, "invalid syntax")
	return piece{nil, tok, hi}
}

func (r *reader) subscript(x *ast.Subscript) piece {
	v := r.convert(x.Value)
	lo, hi := r.around(v)
	open := hi + 1
	end := int(r.toks[open].mate)
	s := &Subscript{expression: r.at(lo, end), Value: v.e, Index: r.subscriptIndex(x.Slice, open+1, end)}
	return piece{s, lo, end}
}

// subscriptIndex converts what stands in the brackets from token lo up to end.
func (r *reader) subscriptIndex(x ast.Slicer, lo, end int) Expr {
	switch x := x.(type) {
	case *ast.Index:
		p := r.convert(x.Value)
		if _, ok := p.e.(*Starred); ok { // x[*a] has a tuple of one
			return &Tuple{expression: r.at(p.lo, p.hi), Elts: []Expr{p.e}}
		}
		return p.e
	case *ast.Slice:
		return r.slice(x, lo, end)
	case *ast.ExtSlice:
		parts := r.split(lo, end)
		t := &Tuple{expression: r.at(lo, end-1), TrailingComma: r.toks[end-1].kind == ','}
		for i, dim := range x.Dims {
			if i < len(parts) {
				t.Elts = append(t.Elts, r.subscriptIndex(dim, parts[i][0], parts[i][1]))
			}
		}
		return t
	}
	r.fail(lo, "invalid syntax")
	return nil
}

func (r *reader) slice(x *ast.Slice, lo, end int) Expr {
	s := &Slice{expression: r.at(lo, end-1)}
	for _, bound := range []struct {
		from ast.Expr
		to   *Expr
	}{{x.Lower, &s.Lower}, {x.Upper, &s.Upper}, {x.Step, &s.Step}} {
		if bound.from != nil {
			*bound.to = r.convert(bound.from).e
		}
	}
	return s
}
