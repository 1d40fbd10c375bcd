package python

import (
	"strings"
)

// at makes the place of a statement from its first and last token.
func (r *reader) stmtAt(lo, hi int) statement { return statement{place{r.span(lo, hi-1)}} }

// simple reads the simple statements, separated by ";", from token lo up to hi.
func (r *reader) simple(lo, hi int) []Stmt {
	var list []Stmt
	for lo < hi {
		end := r.find(';', lo, hi)
		if end < 0 {
			end = hi
		}
		if end == lo {
			r.failed = false
			r.fail(lo, "a statement is missing")
			return append(list, r.invalid(lo, hi))
		}
		list = append(list, r.one(lo, end))
		lo = end + 1
	}
	return list
}

// one reads one simple statement; what cannot be read becomes an Invalid.
func (r *reader) one(lo, hi int) Stmt {
	r.failed = false
	s := r.small(lo, hi)
	if r.failed {
		return r.invalid(lo, hi)
	}
	return s
}

// invalid notes the failure of the statement and stands for it.
func (r *reader) invalid(lo, hi int) *Invalid {
	if r.failed {
		r.problem(r.why.Span, r.why.Message)
	}
	r.failed = false
	return &Invalid{statement: r.stmtAt(lo, hi), Names: r.touched(lo, hi)}
}

// touched gives the variables that an unreadable line from token lo up to hi
// seems to set (A, B = …; from a import B) or to change (A.append(…)).
func (r *reader) touched(lo, hi int) []string {
	var names []string
	switch first := r.toks[lo].kind; {
	case first == kFrom || first == kImport:
		for i := lo; i < hi; i++ {
			if imported := r.toks[i-1].kind; r.toks[i].kind == kName && (imported == kImport || imported == ',' || imported == '(' || imported == kAs) {
				names = append(names, r.lit(i))
			}
		}
		return names
	case first > kName && !first.isName():
		return nil
	}
	for i := lo; i < hi; i++ {
		switch k := r.toks[i].kind; {
		case k == '=' || k == kAugmented || k == ':':
			return names
		case k == kName && (i == lo || r.toks[i-1].kind != '.'):
			names = append(names, r.lit(i))
		}
	}
	if lo+1 < hi && (r.toks[lo+1].kind == '.' || r.toks[lo+1].kind == '[') {
		return names[:min(1, len(names))]
	}
	return nil
}

// small chooses the reader of a simple statement by its first word.
func (r *reader) small(lo, hi int) Stmt {
	at := r.stmtAt(lo, hi)
	switch r.toks[lo].kind {
	case kPass, kBreak, kContinue:
		return r.word(lo, hi)
	case kReturn:
		return &Return{at, r.optional(lo+1, hi)}
	case kRaise:
		return r.raise(lo, hi)
	case kDel:
		return r.del(lo, hi)
	case kAssert:
		return r.assert(lo, hi)
	case kImport:
		return &Import{at, r.aliases(lo+1, hi, true), false}
	case kFrom:
		return r.importFrom(lo, hi)
	case kGlobal:
		return &Global{at, r.names(lo+1, hi)}
	case kNonlocal:
		return &Nonlocal{at, r.names(lo+1, hi)}
	case kName:
		if s := r.soft(lo, hi); s != nil {
			return s
		}
	}
	return r.assignment(lo, hi)
}

// word reads a statement of one word.
func (r *reader) word(lo, hi int) Stmt {
	at := r.stmtAt(lo, hi)
	if hi > lo+1 {
		r.fail(lo+1, "invalid syntax")
	}
	switch r.toks[lo].kind {
	case kPass:
		return &Pass{at}
	case kBreak:
		return &Break{at}
	}
	return &Continue{at}
}

// soft reads the statements whose first word may also be a name: "type X = …"
// and "lazy import …". It gives nil where it is one.
func (r *reader) soft(lo, hi int) Stmt {
	if lo+1 >= hi {
		return nil
	}
	next := r.toks[lo+1].kind
	switch word := r.lit(lo); {
	case word == "type" && next.isName() && lo+2 < hi && (r.toks[lo+2].kind == '=' || r.toks[lo+2].kind == '['):
		return r.typeAlias(lo, hi)
	case word == "lazy" && next == kImport:
		return &Import{r.stmtAt(lo, hi), r.aliases(lo+2, hi, true), true}
	case word == "lazy" && next == kFrom:
		s, ok := r.importFrom(lo+1, hi).(*ImportFrom)
		if ok {
			s.statement, s.Lazy = r.stmtAt(lo, hi), true
		}
		return s
	case (word == "print" || word == "exec") && (next.isName() || next.startsString() || next == kNumber):
		r.fail(lo, word+" is a function since Python 3")
	}
	return nil
}

// optional reads an expression that may be missing.
func (r *reader) optional(lo, hi int) Expr {
	if lo >= hi {
		return nil
	}
	return r.expr(lo, hi)
}

func (r *reader) raise(lo, hi int) Stmt {
	s := &Raise{statement: r.stmtAt(lo, hi)}
	end := hi
	if from := r.find(kFrom, lo, hi); from >= 0 {
		s.Cause = r.expr(from+1, hi)
		end = from
	}
	s.Exc = r.optional(lo+1, end)
	if s.Exc == nil && s.Cause != nil {
		r.fail(lo, "an expression is missing")
	}
	return s
}

func (r *reader) del(lo, hi int) Stmt {
	s := &Delete{statement: r.stmtAt(lo, hi)}
	target := r.target(lo+1, hi)
	if t, ok := target.(*Tuple); ok && t.Close.IsZero() {
		s.Targets = t.Elts
	} else {
		s.Targets = []Expr{target}
	}
	return s
}

func (r *reader) assert(lo, hi int) Stmt {
	s := &Assert{statement: r.stmtAt(lo, hi)}
	end := hi
	if comma := r.find(',', lo+1, hi); comma >= 0 {
		s.Message = r.expr(comma+1, hi)
		end = comma
	}
	s.Test = r.expr(lo+1, end)
	return s
}

// names reads identifiers separated by commas.
func (r *reader) names(lo, hi int) []string {
	var list []string
	for i := lo; i < hi; i += 2 {
		if !r.toks[i].kind.isName() || i+1 < hi && r.toks[i+1].kind != ',' {
			r.fail(i, "invalid syntax")
			return nil
		}
		list = append(list, r.lit(i))
	}
	if len(list) == 0 || r.toks[hi-1].kind == ',' {
		r.fail(hi-1, "a name is missing")
	}
	return list
}

// aliases reads "a.b as c, …"; dots only where dotted is set.
func (r *reader) aliases(lo, hi int, dotted bool) []*Alias {
	var list []*Alias
	for _, part := range r.split(lo, hi) {
		list = append(list, r.alias(part[0], part[1], dotted))
	}
	if len(list) == 0 || r.toks[hi-1].kind == ',' {
		r.fail(hi-1, "a name is missing")
	}
	return list
}

func (r *reader) alias(lo, hi int, dotted bool) *Alias {
	if lo >= hi {
		r.fail(lo, "a name is missing")
		return nil
	}
	a := &Alias{place: place{r.span(lo, hi-1)}}
	end := hi
	if as := r.find(kAs, lo, hi); as >= 0 {
		end = as
		if as+2 != hi || !r.toks[as+1].kind.isName() {
			r.fail(as, "a name must follow as")
			return a
		}
		a.AsName = r.lit(as + 1)
	}
	a.Name = r.dotted(lo, end)
	if !dotted && end > lo+1 {
		r.fail(lo+1, "invalid syntax")
	}
	return a
}

// dotted reads a.b.c.
func (r *reader) dotted(lo, hi int) string {
	var text strings.Builder
	for i := lo; i < hi; i++ {
		if name := (i-lo)%2 == 0; name != r.toks[i].kind.isName() || !name && r.toks[i].kind != '.' || !name && i+1 == hi {
			r.fail(i, "invalid syntax")
			return ""
		}
		text.WriteString(r.lit(i))
	}
	if lo >= hi {
		r.fail(lo, "a name is missing")
	}
	return text.String()
}

func (r *reader) importFrom(lo, hi int) Stmt {
	s := &ImportFrom{statement: r.stmtAt(lo, hi)}
	i := lo + 1
	for ; i < hi && (r.toks[i].kind == '.' || r.toks[i].kind == kEllipsis); i++ {
		s.Level += len(r.lit(i))
	}
	imp := r.find(kImport, i, hi)
	if imp < 0 || imp+1 >= hi {
		r.fail(lo, "import and a name must follow")
		return s
	}
	if imp > i || s.Level == 0 {
		s.Module = r.dotted(i, imp)
	}
	first, last := imp+1, hi
	switch {
	case r.toks[first].kind == '*' && last == first+1:
		s.Names = []*Alias{{place: place{r.span(first, first)}, Name: "*"}}
		return s
	case r.toks[first].kind == '(' && int(r.toks[first].mate) == last-1:
		first, last = first+1, last-1
		if last > first && r.toks[last-1].kind == ',' {
			last--
		}
	}
	s.Names = r.aliases(first, last, false)
	return s
}
