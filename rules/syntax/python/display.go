package python

// outlineTokens is the number of tokens from which the contents of a bracket
// are read one by one: long tables would fill gpython's memory, and their
// rows, taken alone, mostly have one shape.
const outlineTokens = 24

// outlined reports whether the bracket that opens with token i, of a display
// or of a call, is to be read element by element.
func (w *lowering) outlined(i int, call bool) bool {
	end := int(w.r.toks[i].mate)
	if end-i < outlineTokens || w.pattern || w.scope().target {
		return false
	}
	comma := call || w.r.toks[i].kind != '('
	for t := i + 1; t < end; t = w.r.skip(t) {
		switch w.r.toks[t].kind {
		case kFor, kYield:
			return false
		case ',':
			comma = true
		}
	}
	return comma
}

// display reads the display that opens with token i.
func (r *reader) display(i int) piece {
	end := int(r.toks[i].mate)
	at, last, comma := r.at(i, end), r.span(end, end), r.toks[end-1].kind == ','
	parts := r.split(i+1, end)
	switch r.toks[i].kind {
	case '(':
		return piece{&Tuple{at, r.elements(parts), last, comma}, i, end}
	case '[':
		return piece{&List{at, r.elements(parts), last, comma}, i, end}
	}
	first := parts[0]
	if r.toks[first[0]].kind != kPower && r.find(':', first[0], first[1]) < 0 {
		return piece{&Set{at, r.elements(parts), last, comma}, i, end}
	}
	d := &Dict{expression: at, Close: last, TrailingComma: comma}
	d.Keys, d.Values = make([]Expr, len(parts)), make([]Expr, len(parts))
	for n, p := range parts {
		d.Keys[n], d.Values[n] = r.pair(p[0], p[1])
	}
	return piece{d, i, end}
}

func (r *reader) elements(parts [][2]int) []Expr {
	list := make([]Expr, len(parts))
	for n, p := range parts {
		list[n] = r.expr(p[0], p[1])
	}
	return list
}

// pair reads key: value or **value.
func (r *reader) pair(lo, hi int) (key, value Expr) {
	if r.toks[lo].kind == kPower {
		return nil, r.expr(lo+1, hi)
	}
	colon := r.find(':', lo, hi)
	if colon < 0 {
		r.fail(lo, "a value is missing")
		return nil, nil
	}
	return r.expr(lo, colon), r.expr(colon+1, hi)
}

// listed reads the arguments of the call, or class header, whose parenthesis is
// token open.
func (r *reader) listed(open int) (args []Expr, keywords []*Keyword) {
	for _, p := range r.split(open+1, int(r.toks[open].mate)) {
		lo, hi := p[0], p[1]
		value := lo
		switch {
		case lo < hi && r.toks[lo].kind == kPower:
			value++
		case lo+1 < hi && r.toks[lo].kind.isName() && r.toks[lo+1].kind == '=':
			value += 2
		default:
			args = append(args, r.expr(lo, hi))
			continue
		}
		k := &Keyword{place: place{r.span(lo, hi-1)}, Value: r.expr(value, hi)}
		if value == lo+2 {
			k.Name, k.NameSpan = r.lit(lo), r.span(lo, lo)
		}
		keywords = append(keywords, k)
	}
	return args, keywords
}
