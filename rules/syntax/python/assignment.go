package python

import (
	"strings"
)

// assignment reads the statements without a word of their own.
func (r *reader) assignment(lo, hi int) Stmt {
	at := r.stmtAt(lo, hi)
	for i := lo; i < hi; i = r.skip(i) {
		switch r.toks[i].kind {
		case '=':
			return r.assign(lo, i, hi)
		case kAugmented:
			target := r.augTarget(lo, i)
			return &AugAssign{at, target, r.expr(i+1, hi), strings.TrimSuffix(r.lit(i), "=")}
		case ':':
			target := r.augTarget(lo, i)
			end := hi
			var value Expr
			if equal := r.find('=', i, hi); equal >= 0 {
				end = equal
				value = r.expr(equal+1, hi)
			}
			return &AnnAssign{at, target, r.expr(i+1, end), value}
		}
	}
	return &ExprStmt{at, r.expr(lo, hi)}
}

// assign reads target = … = value, whose first sign is token equal.
func (r *reader) assign(lo, equal, hi int) Stmt {
	s := &Assign{statement: r.stmtAt(lo, hi)}
	for equal >= 0 {
		s.Targets = append(s.Targets, r.target(lo, equal))
		lo = equal + 1
		equal = r.find('=', lo, hi)
	}
	s.Value = r.expr(lo, hi)
	return s
}

// target reads an expression that can be assigned to.
func (r *reader) target(lo, hi int) Expr {
	e := r.expr(lo, hi)
	if e != nil && !assignable(e) {
		r.fail(lo, "this cannot be assigned to")
	}
	return e
}

// augTarget reads a target that is one place.
func (r *reader) augTarget(lo, hi int) Expr {
	e := r.expr(lo, hi)
	switch e.(type) {
	case *Name, *Attribute, *Subscript, nil:
	default:
		r.fail(lo, "this cannot be assigned to")
	}
	return e
}

// assignable reports whether the expression is a target or made of targets.
func assignable(e Expr) bool {
	var elts []Expr
	switch e := e.(type) {
	case *Name, *Attribute, *Subscript:
		return true
	case *Starred:
		return assignable(e.Value)
	case *Tuple:
		elts = e.Elts
	case *List:
		elts = e.Elts
	default:
		return false
	}
	for _, x := range elts {
		if !assignable(x) {
			return false
		}
	}
	return true
}

func (r *reader) typeAlias(lo, hi int) Stmt {
	s := &TypeAlias{statement: r.stmtAt(lo, hi)}
	s.Name = &Name{r.at(lo+1, lo+1), r.lit(lo + 1)}
	i := lo + 2
	if r.toks[i].kind == '[' {
		s.TypeParams = r.typeParams(i)
		i = int(r.toks[i].mate) + 1
	}
	if i >= hi || r.toks[i].kind != '=' {
		r.fail(lo, "a type needs a value")
		return s
	}
	s.Value = r.expr(i+1, hi)
	return s
}
