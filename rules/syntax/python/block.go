package python

import (
	"preflight/rules/audit"
)

// problem tells of something in the text; the first thousand are enough.
func (r *reader) problem(span audit.Span, message string) {
	if len(r.problems) < maxProblems {
		r.problems = append(r.problems, audit.Problem{Span: span, Message: message})
	}
}

// block reads the lines that are indented by at least indent.
func (r *reader) block(indent int) []Stmt {
	var list []Stmt
	for r.next < r.limit {
		l := r.lines[r.next]
		if l.indent < indent {
			break
		}
		if l.indent > indent && !l.bad {
			r.problem(r.span(int(l.first), int(l.first)), "unexpected indentation")
		}
		list = append(list, r.statement(l)...)
	}
	return list
}

// statement reads the statement on the next line, l, with the blocks that
// belong to it.
func (r *reader) statement(l line) []Stmt {
	r.failed = false
	if l.bad || l.first == l.last {
		r.next++
		return []Stmt{r.badLine(l)}
	}
	if s := r.compound(l); s != nil {
		return []Stmt{s}
	}
	r.next++
	return r.simple(int(l.first), int(l.last))
}

// badLine stands for a line that the lexer could not read. If it opened a
// block, the block is kept.
func (r *reader) badLine(l line) Stmt {
	s := &Invalid{statement: statement{place{r.file.Span(int(l.start), int(l.end))}}}
	s.Names = r.touched(int(l.first), int(l.last))
	if r.next < r.limit && r.lines[r.next].indent > l.indent && l.first < l.last && r.opensBlock(int(l.first), int(l.last)) {
		s.Body = r.indented(l)
		r.stretch(&s.place, s.Body)
	}
	return s
}

// opensBlock reports whether the line begins with the word of a header.
func (r *reader) opensBlock(lo, hi int) bool {
	switch r.toks[lo].kind {
	case kIf, kElif, kElse, kWhile, kFor, kTry, kExcept, kFinally, kWith, kDef, kClass:
		return true
	case kAsync:
		return lo+1 < hi && (r.toks[lo+1].kind == kDef || r.toks[lo+1].kind == kFor || r.toks[lo+1].kind == kWith)
	}
	return r.lit(lo) == "case" && r.find(':', lo, hi) >= 0
}

// stretch moves the end of a statement to that of the last one in its block.
func (r *reader) stretch(p *place, body []Stmt) {
	if n := len(body); n > 0 {
		p.span.End = max(p.span.End, body[n-1].Span().End)
	}
}

// compound reads a statement with blocks; it gives nil for a simple one.
func (r *reader) compound(l line) Stmt {
	lo, hi := int(l.first), int(l.last)
	word := lo
	if r.toks[lo].kind == kAsync && lo+1 < hi {
		word++
	}
	switch r.toks[word].kind {
	case kDef:
		return r.function(l, nil)
	case kFor:
		return r.loop(l, word)
	case kWith:
		return r.with(l, word)
	}
	switch r.toks[lo].kind {
	case kIf:
		return r.ifStmt(l, 0)
	case kWhile:
		return r.while(l)
	case kTry:
		return r.try(l)
	case kClass:
		return r.class(l, nil)
	case '@':
		return r.decorated(l)
	case kElif, kElse, kExcept, kFinally:
		return r.stray(l)
	}
	if r.isMatch(lo, hi) {
		return r.match(l)
	}
	return nil
}

// stray reads a clause without the statement that it belongs to.
func (r *reader) stray(l line) Stmt {
	lo := int(l.first)
	r.fail(lo, r.lit(lo)+" without the statement it belongs to")
	s := r.invalid(lo, int(l.last))
	s.Body = r.body(l, lo)
	r.stretch(&s.place, s.Body)
	return s
}

// header finds the colon of the header on line l and gives its token. Without
// a colon it gives the end of the line and notes the failure.
func (r *reader) header(l line) int {
	colon := r.find(':', int(l.first), int(l.last))
	if colon < 0 {
		r.fail(int(l.last)-1, "a colon is missing")
		return int(l.last)
	}
	return colon
}

// finish gives the statement, or an Invalid with the same blocks if its header
// could not be read.
func (r *reader) finish(s Stmt, p *place, why *audit.Problem, blocks ...[]Stmt) Stmt {
	for _, b := range blocks {
		r.stretch(p, b)
	}
	if why == nil {
		return s
	}
	bad := &Invalid{statement: statement{*p}}
	for _, b := range blocks {
		bad.Body = append(bad.Body, b...)
	}
	return bad
}

// headerProblem ends the reading of a header: it tells of its failure, if any,
// before the lines of its block are read.
func (r *reader) headerProblem() *audit.Problem {
	if !r.failed {
		return nil
	}
	r.failed = false
	r.problem(r.why.Span, r.why.Message)
	why := r.why
	return &why
}

// body reads what belongs to the header on line l, whose colon is the token
// colon: the rest of the line, or the indented lines below.
func (r *reader) body(l line, colon int) []Stmt {
	r.next++
	if end := int(l.last); r.toks[colon].kind == ':' && colon+1 < end {
		return r.simple(colon+1, end)
	}
	if r.next < r.limit && r.lines[r.next].indent > l.indent {
		return r.indented(l)
	}
	r.problem(r.span(int(l.first), int(l.last)-1), "expected an indented block")
	r.lost = true
	return r.guess(l)
}

// indented reads the lines below l that are indented more than it.
func (r *reader) indented(l line) []Stmt {
	if r.depth >= maxIndents {
		return r.tooDeep(l.indent)
	}
	r.depth++
	defer func() { r.depth-- }()
	return r.block(r.lines[r.next].indent)
}

// tooDeep gives up the lines that are indented more than indent.
func (r *reader) tooDeep(indent int) []Stmt {
	first := r.lines[r.next]
	r.problem(r.span(int(first.first), int(first.first)), "blocks are nested too deeply")
	last := first
	for r.next < r.limit && r.lines[r.next].indent > indent {
		last = r.lines[r.next]
		r.next++
	}
	return []Stmt{&Invalid{statement: statement{place{r.file.Span(int(first.start), int(last.end))}}}}
}

// clause reports whether the next line is a clause of the statement at this
// indentation that begins with one of the words.
func (r *reader) clause(indent int, words ...kind) (line, bool) {
	if r.next >= r.limit {
		return line{}, false
	}
	l := r.lines[r.next]
	if l.bad || l.indent != indent || l.first == l.last {
		return l, false
	}
	for _, w := range words {
		if r.toks[l.first].kind == w {
			return l, true
		}
	}
	return l, false
}

// bare reads a clause of one word, such as else, if it is next.
func (r *reader) bare(indent int, word kind) []Stmt {
	l, ok := r.clause(indent, word)
	if !ok {
		return nil
	}
	colon := r.header(l)
	if colon != int(l.first)+1 {
		r.fail(int(l.first)+1, "a colon is missing")
	}
	r.headerProblem()
	return r.body(l, colon)
}

func (r *reader) ifStmt(l line, chain int) Stmt {
	s := &If{statement: r.stmtAt(int(l.first), int(l.last))}
	colon := r.header(l)
	s.Test = r.expr(int(l.first)+1, colon)
	why := r.headerProblem()
	s.Body = r.body(l, colon)
	if next, ok := r.clause(l.indent, kElif); ok {
		if chain >= maxElifs {
			s.Else = r.longChain(l.indent)
		} else {
			s.Else = []Stmt{r.ifStmt(next, chain+1)}
		}
	} else {
		s.Else = r.bare(l.indent, kElse)
	}
	return r.finish(s, &s.place, why, s.Body, s.Else)
}

// longChain reads the rest of an if statement with too many elif clauses.
func (r *reader) longChain(indent int) []Stmt {
	l := r.lines[r.next]
	r.problem(r.span(int(l.first), int(l.first)), "more elif clauses than are read")
	s := &Invalid{statement: r.stmtAt(int(l.first), int(l.last))}
	for {
		l, ok := r.clause(indent, kElif, kElse)
		if !ok {
			return []Stmt{s}
		}
		s.Body = append(s.Body, r.body(l, r.header(l))...)
		r.failed = false
		s.span.End = max(s.span.End, int(l.end))
		r.stretch(&s.place, s.Body)
	}
}

func (r *reader) while(l line) Stmt {
	s := &While{statement: r.stmtAt(int(l.first), int(l.last))}
	colon := r.header(l)
	s.Test = r.expr(int(l.first)+1, colon)
	why := r.headerProblem()
	s.Body = r.body(l, colon)
	s.Else = r.bare(l.indent, kElse)
	return r.finish(s, &s.place, why, s.Body, s.Else)
}

// loop reads a for statement whose word is the token word.
func (r *reader) loop(l line, word int) Stmt {
	s := &For{statement: r.stmtAt(int(l.first), int(l.last)), Async: word > int(l.first)}
	colon := r.header(l)
	if in := r.find(kIn, word, colon); in >= 0 {
		s.Target = r.target(word+1, in)
		s.Iter = r.expr(in+1, colon)
	} else {
		r.fail(word, "in is missing")
	}
	why := r.headerProblem()
	s.Body = r.body(l, colon)
	s.Else = r.bare(l.indent, kElse)
	return r.finish(s, &s.place, why, s.Body, s.Else)
}

func (r *reader) try(l line) Stmt {
	s := &Try{statement: r.stmtAt(int(l.first), int(l.last))}
	colon := r.header(l)
	if colon != int(l.first)+1 {
		r.fail(int(l.first)+1, "invalid syntax")
	}
	why := r.headerProblem()
	s.Body = r.body(l, colon)
	blocks := [][]Stmt{s.Body}
	for {
		next, ok := r.clause(l.indent, kExcept)
		if !ok {
			break
		}
		h := r.handler(next, s)
		s.Handlers = append(s.Handlers, h)
		s.span.End = max(s.span.End, h.span.End)
		blocks = append(blocks, h.Body)
	}
	s.Else = r.bare(l.indent, kElse)
	s.Finally = r.bare(l.indent, kFinally)
	if len(s.Handlers) == 0 && s.Finally == nil && why == nil {
		r.problem(r.span(int(l.first), int(l.first)), "try without except or finally")
	}
	return r.finish(s, &s.place, why, append(blocks, s.Else, s.Finally)...)
}

// handler reads an except clause. One that cannot be read has no type and so
// catches everything.
func (r *reader) handler(l line, try *Try) *Handler {
	h := &Handler{place: r.stmtAt(int(l.first), int(l.last)).place}
	colon := r.header(l)
	lo, end := int(l.first)+1, colon
	if lo < end && r.toks[lo].kind == '*' {
		try.Star = true
		lo++
	}
	if as := r.find(kAs, lo, end); as >= 0 {
		if as+2 != end || !r.toks[as+1].kind.isName() {
			r.fail(as, "a name must follow as")
		} else {
			h.Name = r.lit(as + 1)
		}
		end = as
	}
	h.Type = r.optional(lo, end)
	r.headerProblem()
	h.Body = r.body(l, colon)
	r.stretch(&h.place, h.Body)
	return h
}

// with reads a with statement whose word is the token word.
func (r *reader) with(l line, word int) Stmt {
	s := &With{statement: r.stmtAt(int(l.first), int(l.last)), Async: word > int(l.first)}
	colon := r.header(l)
	lo, hi := word+1, colon
	if r.bracketedItems(lo, hi) {
		lo, hi = lo+1, hi-1
	}
	for _, part := range r.split(lo, hi) {
		s.Items = append(s.Items, r.withItem(part[0], part[1]))
	}
	if len(s.Items) == 0 {
		r.fail(word, "an expression is missing")
	}
	why := r.headerProblem()
	s.Body = r.body(l, colon)
	return r.finish(s, &s.place, why, s.Body)
}

// bracketedItems reports whether the tokens are the items of a with statement
// in parentheses rather than one expression that has some.
func (r *reader) bracketedItems(lo, hi int) bool {
	if lo >= hi || r.toks[lo].kind != '(' || int(r.toks[lo].mate) != hi-1 || lo+1 == hi-1 {
		return false
	}
	for i := lo + 1; i < hi-1; i = r.skip(i) {
		switch r.toks[i].kind {
		case kFor, kWalrus, kYield:
			return false
		case '*':
			if before := r.toks[i-1].kind; i == lo+1 || before == ',' {
				return false
			}
		}
	}
	return true
}

func (r *reader) withItem(lo, hi int) *WithItem {
	if as := r.find(kAs, lo, hi); as >= 0 {
		return &WithItem{r.expr(lo, as), r.target(as+1, hi)}
	}
	return &WithItem{Context: r.expr(lo, hi)}
}

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

// isMatch reports whether a line that begins with the name match is a match
// statement: its last token is a colon outside brackets.
func (r *reader) isMatch(lo, hi int) bool {
	return hi-lo >= 3 && r.toks[lo].kind == kName && r.lit(lo) == "match" &&
		r.toks[hi-1].kind == ':' && r.find(':', lo, hi) == hi-1
}

func (r *reader) match(l line) Stmt {
	s := &Match{statement: r.stmtAt(int(l.first), int(l.last))}
	colon := int(l.last) - 1
	s.Subject = r.expr(int(l.first)+1, colon)
	why := r.headerProblem()
	r.next++
	var other []Stmt
	for r.next < r.limit && r.lines[r.next].indent > l.indent {
		c := r.lines[r.next]
		if !c.bad && c.first < c.last && r.lit(int(c.first)) == "case" && r.find(':', int(c.first), int(c.last)) >= 0 {
			s.Cases = append(s.Cases, r.oneCase(c))
			s.span.End = max(s.span.End, s.Cases[len(s.Cases)-1].span.End)
			continue
		}
		other = append(other, r.statement(c)...)
	}
	if why == nil && (len(s.Cases) == 0 || len(other) > 0) {
		why = &audit.Problem{Span: r.span(int(l.first), colon), Message: "a match holds nothing but cases"}
		r.problem(why.Span, why.Message)
	}
	if why == nil {
		return s
	}
	blocks := [][]Stmt{other}
	for _, c := range s.Cases {
		blocks = append(blocks, c.Body)
	}
	return r.finish(s, &s.place, why, blocks...)
}

func (r *reader) oneCase(l line) *Case {
	c := &Case{place: r.stmtAt(int(l.first), int(l.last)).place}
	colon := r.header(l)
	end := colon
	if guard := r.find(kIf, int(l.first), colon); guard >= 0 {
		c.Guard = r.expr(guard+1, colon)
		end = guard
	}
	c.Pattern = r.part(int(l.first)+1, end, true).e
	r.headerProblem()
	c.Body = r.body(l, colon)
	r.stretch(&c.place, c.Body)
	return c
}
