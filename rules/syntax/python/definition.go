package python

// decorated reads decorators and the definition below them.
func (r *reader) decorated(l line) Stmt {
	var list []Expr
	first := l
	for {
		if e := r.expr(int(l.first)+1, int(l.last)); e != nil {
			list = append(list, e)
		}
		r.headerProblem()
		r.next++
		next, ok := r.clause(first.indent, '@', kDef, kClass, kAsync)
		if !ok {
			r.fail(int(first.first), "a decorator without a definition")
			return r.invalid(int(first.first), int(first.last))
		}
		l = next
		switch r.toks[l.first].kind {
		case kDef, kAsync:
			return r.function(l, list)
		case kClass:
			return r.class(l, list)
		}
	}
}

func (r *reader) function(l line, decorators []Expr) Stmt {
	s := &FunctionDef{statement: r.stmtAt(int(l.first), int(l.last)), Decorators: decorators}
	colon := r.header(l)
	i := int(l.first)
	if r.toks[i].kind == kAsync {
		s.Async = true
		i++
	}
	r.functionHeader(s, i, colon)
	why := r.headerProblem()
	s.Body = r.body(l, colon)
	return r.finish(s, &s.place, why, s.Body)
}

// functionHeader reads def name[T](params) -> returns, from its def token.
func (r *reader) functionHeader(s *FunctionDef, i, colon int) {
	if r.toks[i].kind != kDef || !r.toks[i+1].kind.isName() {
		r.fail(i, "a function needs a name")
		return
	}
	i++
	s.Name, s.NameSpan = r.lit(i), r.span(i, i)
	i++
	if r.toks[i].kind == '[' {
		s.TypeParams = r.typeParams(i)
		i = r.skip(i)
	}
	if r.toks[i].kind != '(' {
		r.fail(i, "a function needs parentheses")
		return
	}
	s.Params = r.params(i+1, int(r.toks[i].mate), true)
	i = r.skip(i)
	if i < colon && r.toks[i].kind == kArrow {
		s.Returns = r.expr(i+1, colon)
	} else if i != colon {
		r.fail(i, "invalid syntax")
	}
}

func (r *reader) class(l line, decorators []Expr) Stmt {
	s := &ClassDef{statement: r.stmtAt(int(l.first), int(l.last)), Decorators: decorators}
	colon := r.header(l)
	r.classHeader(s, int(l.first)+1, colon)
	why := r.headerProblem()
	s.Body = r.body(l, colon)
	return r.finish(s, &s.place, why, s.Body)
}

// classHeader reads name[T](bases, key=value), from the token of the name.
func (r *reader) classHeader(s *ClassDef, i, colon int) {
	if !r.toks[i].kind.isName() {
		r.fail(i, "a class needs a name")
		return
	}
	s.Name, s.NameSpan = r.lit(i), r.span(i, i)
	i++
	if r.toks[i].kind == '[' {
		s.TypeParams = r.typeParams(i)
		i = r.skip(i)
	}
	if i < colon && r.toks[i].kind == '(' {
		s.Bases, s.Keywords = r.listed(i)
		i = r.skip(i)
	}
	if i != colon {
		r.fail(i, "invalid syntax")
	}
}

// typeParams reads [T: bound = default, *Ts, **P].
func (r *reader) typeParams(open int) []*TypeParam {
	var list []*TypeParam
	for _, part := range r.split(open+1, int(r.toks[open].mate)) {
		lo, hi := part[0], part[1]
		p := &TypeParam{}
		if k := r.toks[lo].kind; k == '*' || k == kPower {
			p.Kind = r.lit(lo)
			lo++
		}
		if lo >= hi || !r.toks[lo].kind.isName() {
			r.fail(lo, "a name is missing")
			return nil
		}
		p.Name = r.lit(lo)
		p.span = r.span(part[0], hi-1)
		p.Bound, p.Default = r.annotated(lo+1, hi)
		list = append(list, p)
	}
	return list
}

// annotated reads ": annotation = value", each part of which may be missing.
func (r *reader) annotated(lo, hi int) (annotation, value Expr) {
	end := hi
	if equal := r.find('=', lo, hi); equal >= 0 {
		value = r.expr(equal+1, hi)
		end = equal
	}
	if lo < end {
		if r.toks[lo].kind != ':' {
			r.fail(lo, "invalid syntax")
			return nil, nil
		}
		annotation = r.expr(lo+1, end)
	}
	return annotation, value
}

// paramsLevel is what parameters count towards the depth of an expression:
// reading a lambda in another's default takes many calls.
const paramsLevel = 10

// params reads the parameters of a function, or of a lambda, from token lo up
// to hi.
func (r *reader) params(lo, hi int, annotations bool) []*Param {
	r.level += paramsLevel
	defer func() { r.level -= paramsLevel }()
	var list []*Param
	kind := ""
	for _, part := range r.split(lo, hi) {
		first, last := part[0], part[1]
		if first >= last {
			r.fail(first, "a parameter is missing")
			return nil
		}
		k := r.toks[first].kind
		if k == '/' && last == first+1 && kind == "" {
			for _, p := range list {
				p.Kind = "/"
			}
			continue
		}
		if k == '*' && last == first+1 {
			kind = "name"
			continue
		}
		p := r.param(first, last, kind, annotations)
		if k == '*' {
			kind = "name"
		}
		list = append(list, p)
	}
	return list
}

func (r *reader) param(lo, hi int, kind string, annotations bool) *Param {
	p := &Param{Kind: kind}
	first := lo
	if k := r.toks[lo].kind; k == '*' || k == kPower {
		p.Kind = r.lit(lo)
		lo++
		first = lo
	}
	if lo >= hi || !r.toks[lo].kind.isName() {
		r.fail(lo, "a parameter needs a name")
		return p
	}
	p.Name = r.lit(lo)
	p.Annotation, p.Default = r.annotated(lo+1, hi)
	if p.Annotation != nil && !annotations {
		r.fail(lo, "a lambda's parameter has no annotation")
	}
	p.span = r.span(first, hi-1)
	return p
}
