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
