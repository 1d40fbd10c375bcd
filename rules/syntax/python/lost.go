package python

// guessLines is how far a lost clause or end of a body is looked for.
const guessLines = 40

// guess reads the body of a header below which nothing is indented, as in text
// that has lost its indentation on the way. With a clause such as else
// further down, all lines up to it must be the body; a function reaches to its
// return; anything else has at least the next line. Assignments in capitals
// after a function or class are left outside, where settings belong.
func (r *reader) guess(l line) []Stmt {
	if r.depth >= maxIndents {
		return nil
	}
	end := r.guessEnd(l)
	if end <= r.next {
		return nil
	}
	limit := r.limit
	r.limit = end
	r.depth++
	list := r.block(l.indent)
	r.depth--
	r.limit = limit
	return list
}

// guessEnd gives the line before which the body below l probably ends.
func (r *reader) guessEnd(l line) int {
	if r.next >= r.limit || r.lines[r.next].indent != l.indent {
		return r.next
	}
	switch r.toks[l.first].kind {
	case kIf, kElif:
		return r.upTo(l, r.next+1, kElif, kElse)
	case kTry:
		return r.upTo(l, r.next+1, kExcept, kFinally)
	case kExcept:
		return r.upTo(l, r.next+1, kExcept, kElse, kFinally)
	case kDef, kAsync:
		return r.upToReturn(l)
	case kClass:
		return r.next
	}
	if r.startsClause(r.lines[r.next]) {
		return r.next
	}
	return r.next + 1
}

// startsClause reports whether the line can only continue a statement.
func (r *reader) startsClause(l line) bool {
	switch r.toks[l.first].kind {
	case kElif, kElse, kExcept, kFinally:
		return true
	}
	return false
}

// upTo gives the next line that begins with one of the words, or otherwise if
// another header comes first.
func (r *reader) upTo(l line, otherwise int, words ...kind) int {
	for n := r.next; n < min(r.limit, r.next+guessLines); n++ {
		at := r.lines[n]
		if at.indent != l.indent || at.first == at.last {
			break
		}
		k := r.toks[at.first].kind
		for _, w := range words {
			if k == w {
				return n
			}
		}
		if r.opensBlock(int(at.first), int(at.last)) {
			break
		}
	}
	if r.startsClause(r.lines[r.next]) {
		return r.next
	}
	return otherwise
}

// upToReturn gives the line after the one that seems to end a function.
func (r *reader) upToReturn(l line) int {
	for n := r.next; n < min(r.limit, r.next+guessLines); n++ {
		at := r.lines[n]
		if at.indent != l.indent || at.first == at.last {
			break
		}
		switch r.toks[at.first].kind {
		case kReturn, kRaise, kPass:
			return n + 1
		case kDef, kClass, kAsync, kImport, kFrom, '@':
			return r.next
		}
	}
	return r.next
}
