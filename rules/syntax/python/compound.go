package python

import (
	"preflight/rules/audit"
)

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
