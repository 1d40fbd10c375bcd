package yaml

import "strings"

// flow reads a list or mapping in brackets.
func (r *reader) flow(from, indent int) *Node {
	f := &flow{r: r, at: from}
	n := f.node()
	if n.Kind == Unseen {
		r.at++
		r.drop(indent)
		return n
	}
	r.after(f.at)
	return n
}

// flow is a place inside brackets.
type flow struct {
	r  *reader
	at int
}

// blanks passes over blanks, line ends and comments.
func (f *flow) blanks() {
	text := f.r.text
	for f.at < len(text) {
		switch c := text[f.at]; {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r':
			f.at++
		case c == '#' && f.at > 0 && strings.IndexByte(" \t\n", text[f.at-1]) >= 0:
			end := strings.IndexByte(text[f.at:], '\n')
			if end < 0 {
				end = len(text) - f.at
			}
			f.at += end
		default:
			return
		}
	}
}

func (f *flow) node() *Node {
	f.blanks()
	f.r.depth++
	defer func() { f.r.depth-- }()
	if f.at == len(f.r.text) || f.r.depth > maxDepth {
		return &Node{Span: f.r.file.Span(f.at, f.at)}
	}
	switch f.r.text[f.at] {
	case '[':
		return f.list()
	case '{':
		return f.dict()
	case '*':
		return f.alias()
	}
	return f.scalar()
}

func (f *flow) list() *Node {
	start := f.at
	n := &Node{Kind: Sequence}
	for f.at++; ; {
		f.blanks()
		switch f.next() {
		case ']':
			f.at++
			n.Span = f.r.file.Span(start, f.at)
			return n
		case ',':
			f.at++
			continue
		}
		item := f.node()
		if item.Kind == Unseen {
			return f.lost(start)
		}
		n.Items = append(n.Items, item)
		if f.blanks(); f.next() == ':' {
			return f.lost(start) // a mapping of one entry
		}
	}
}

func (f *flow) dict() *Node {
	start := f.at
	n := &Node{Kind: Mapping}
	for f.at++; ; {
		f.blanks()
		switch f.next() {
		case '}':
			f.at++
			n.Span = f.r.file.Span(start, f.at)
			return n
		case ',':
			f.at++
			continue
		}
		key := f.scalar()
		if key.Kind == Unseen {
			return f.lost(start)
		}
		p := Pair{Key: key.Text, At: key.Span, Value: &Node{Kind: Null}}
		if f.blanks(); f.next() == ':' {
			f.at++
			if p.Value = f.entry(); p.Value.Kind == Unseen {
				return f.lost(start)
			}
		}
		n.Pairs = append(n.Pairs, p)
	}
}

// entry reads the value behind a colon, which may be missing.
func (f *flow) entry() *Node {
	if f.blanks(); f.next() == ',' || f.next() == '}' {
		return &Node{Kind: Null}
	}
	return f.node()
}

// alias gives the node that an anchor before it named.
func (f *flow) alias() *Node {
	start := f.at
	for f.at < len(f.r.text) && strings.IndexByte(" \t\r\n,[]{}", f.r.text[f.at]) < 0 {
		f.at++
	}
	if n := f.r.anchors[f.r.text[start+1:f.at]]; n != nil {
		return n
	}
	return f.lost(start)
}

func (f *flow) lost(start int) *Node { return &Node{Span: f.r.file.Span(start, start+1)} }

// next is the character here, 0 at the end.
func (f *flow) next() byte {
	if f.at < len(f.r.text) {
		return f.r.text[f.at]
	}
	return 0
}

// scalar reads a text up to a comma or bracket.
func (f *flow) scalar() *Node {
	start, text := f.at, f.r.text
	switch f.next() {
	case '"', '\'':
		end := quoteEnd(text, start)
		if end < 0 {
			return f.lost(start)
		}
		f.at = end
		return &Node{Kind: Scalar, Quoted: true, Text: unquote(text[start:end]), Span: f.r.file.Span(start, end)}
	case 0, '&', '*', '!', '|', '>', '@', '`', '%', '#', ':':
		return f.lost(start)
	}
	for f.at < len(text) && !f.endsPlain() {
		f.at++
	}
	raw := strings.TrimRight(text[start:f.at], " \t\r\n")
	if raw == "" {
		return f.lost(start)
	}
	n := &Node{Kind: Scalar, Text: strings.Join(strings.Fields(raw), " "), Span: f.r.file.Span(start, start+len(raw))}
	if n.Text == "~" || n.Text == "null" {
		n.Kind = Null
	}
	return n
}

// endsPlain reports whether a text without quotes ends here.
func (f *flow) endsPlain() bool {
	text := f.r.text
	switch text[f.at] {
	case ',', '[', ']', '{', '}':
		return true
	case ':':
		return f.at+1 == len(text) || strings.IndexByte(" \t\n,[]{}", text[f.at+1]) >= 0
	case '#':
		return strings.IndexByte(" \t\n", text[f.at-1]) >= 0
	}
	return false
}
