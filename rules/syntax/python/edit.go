package python

import (
	"slices"
	"strings"

	"preflight/rules/audit"
)

// Indent gives the blanks at the start of the line on which the node starts.
func Indent(n Node) string {
	s := n.Span()
	line := s.File.Line(s.Line()).Text()
	return line[:len(line)-len(strings.TrimLeft(line, " \t\f"))]
}

// InsertElement gives the edits that put an element, such as `"a.B"` or, for a
// dict, `"k": v`, into a list, tuple, set, dict or call so that it stands at
// index i. It keeps the layout: one element a line stays so, comments stay
// with their element. It gives nil for any other expression.
func InsertElement(display Expr, i int, text string) []audit.Edit {
	d, ok := layoutOf(display)
	if !ok || i < 0 || i > len(d.elts) {
		return nil
	}
	switch {
	case len(d.elts) == 0:
		return d.first(text)
	case i == len(d.elts):
		return d.append(text)
	}
	return d.before(i, text)
}

// layout is a display or call with the places of its elements, which include
// the parentheses around them.
type layout struct {
	file  *audit.File
	elts  []audit.Span
	end   int  // where the closing bracket is, or where the elements end without one
	comma bool // after the last element
	tuple bool
}

func layoutOf(e Expr) (layout, bool) {
	d := layout{file: e.Span().File, end: e.Span().End - 1}
	start := e.Span().Start + 1
	switch e := e.(type) {
	case *List:
		d.spans(e.Elts)
		d.comma = e.TrailingComma
	case *Set:
		d.spans(e.Elts)
		d.comma = e.TrailingComma
	case *Tuple:
		d.spans(e.Elts)
		d.comma, d.tuple = e.TrailingComma, true
		if e.Close.IsZero() {
			start, d.end = e.Span().Start, e.Span().End
		}
	case *Dict:
		d.pairs(e)
		d.comma = e.TrailingComma
	case *Call:
		start = d.arguments(e)
		d.comma = e.TrailingComma
		if len(d.elts) > 0 && d.elts[0].End > d.end { // f(a for a in b): the parentheses are the generator's
			return d, false
		}
	default:
		return d, false
	}
	d.widen(start)
	return d, true
}

func (d *layout) spans(elts []Expr) {
	for _, e := range elts {
		d.elts = append(d.elts, e.Span())
	}
}

// arguments takes those of a call and gives the place after its opening
// parenthesis, the first one outside the function.
func (d *layout) arguments(e *Call) int {
	d.spans(e.Args)
	for _, k := range e.Keywords {
		d.elts = append(d.elts, k.Span())
	}
	slices.SortFunc(d.elts, func(a, b audit.Span) int { return a.Start - b.Start })
	start := e.Func.Span().End
	scanGap(d.file.Text[start:d.end], func(i int) bool {
		if d.file.Text[start+i] != '(' {
			return true
		}
		start += i + 1
		return false
	})
	return start
}

func (d *layout) pairs(e *Dict) {
	for i, v := range e.Values {
		s := v.Span()
		if e.Keys[i] != nil {
			s = e.Keys[i].Span().To(s)
		}
		d.elts = append(d.elts, s)
	}
}

// widen moves the places of the elements out to the commas between them, less
// blanks and comments. start is where the first one may begin.
func (d *layout) widen(start int) {
	for i := range d.elts {
		next := d.end
		if i+1 < len(d.elts) {
			next = d.elts[i+1].Start
		}
		comma := d.elts[i].End + d.commaAfter(d.elts[i].End, next)
		d.elts[i].Start = start + leading(d.file.Text[start:d.elts[i].Start])
		d.elts[i].End += lastParen(d.file.Text[d.elts[i].End:comma])
		start = min(comma+1, d.end)
	}
}

// commaAfter gives the distance from at to the comma after an element, or to
// the end of the display.
func (d *layout) commaAfter(at, end int) int {
	n := 0
	scanGap(d.file.Text[at:end], func(i int) bool {
		n = i
		return d.file.Text[at+i] != ','
	})
	if at+n < end && d.file.Text[at+n] == ',' {
		return n
	}
	return end - at
}

// leading gives the length of the blanks and comments at the start of the gap
// before an element.
func leading(gap string) int {
	n := len(gap)
	scanGap(gap, func(i int) bool {
		n = i
		return false
	})
	return n
}

// lastParen gives the length of the gap after an element up to its last
// closing parenthesis.
func lastParen(gap string) int {
	n := 0
	scanGap(gap, func(i int) bool {
		if gap[i] == ')' {
			n = i + 1
		}
		return true
	})
	return n
}

// scanGap calls visit for every byte of the text between two elements that is
// neither blank nor in a comment, until it gives false.
func scanGap(gap string, visit func(int) bool) {
	for i := 0; i < len(gap); i++ {
		switch c := gap[i]; {
		case c == '#':
			n := strings.IndexAny(gap[i:], "\r\n")
			if n < 0 {
				return
			}
			i += n
		case strings.IndexByte(" \t\f\r\n\\", c) >= 0:
		case !visit(i):
			return
		}
	}
}

func (d *layout) insert(at int, text string) audit.Edit {
	return audit.Edit{Span: d.file.Span(at, at), Text: text}
}

// first puts an element into an empty display.
func (d *layout) first(text string) []audit.Edit {
	if d.tuple {
		text += ","
	}
	return []audit.Edit{d.insert(d.end, text)}
}

// ownLine reports whether an element is the first thing on its line, and gives
// where the line starts and its indentation.
func (d *layout) ownLine(i int) (start int, indent string, ok bool) {
	s := d.elts[i]
	start = d.file.Line(s.Line()).Start
	indent = d.file.Text[start:s.Start]
	return start, indent, strings.Trim(indent, " \t\f") == ""
}

// before puts an element before another one.
func (d *layout) before(i int, text string) []audit.Edit {
	if start, indent, ok := d.ownLine(i); ok {
		return []audit.Edit{d.insert(start, indent+text+","+d.lineEnd())}
	}
	return []audit.Edit{d.insert(d.elts[i].Start, text+", ")}
}

// append puts an element after the last one.
func (d *layout) append(text string) []audit.Edit {
	last := d.elts[len(d.elts)-1]
	comma := last.End + d.commaAfter(last.End, d.end)
	_, indent, ok := d.ownLine(len(d.elts) - 1)
	line := d.file.Line(last.EndPosition().Line)
	if !ok || line.End >= d.end {
		if d.comma {
			return []audit.Edit{d.insert(comma+1, " "+text)}
		}
		return []audit.Edit{d.insert(last.End, ", "+text)}
	}
	if !d.comma {
		if line.End == last.End {
			return []audit.Edit{d.insert(last.End, ","+d.lineEnd()+indent+text)}
		}
		return []audit.Edit{d.insert(last.End, ","), d.insert(line.End, d.lineEnd()+indent+text)}
	}
	line = d.file.Line(d.file.Position(comma).Line)
	return []audit.Edit{d.insert(line.End, d.lineEnd()+indent+text+",")}
}

// lineEnd is how lines end in the file.
func (d *layout) lineEnd() string {
	lines := d.file.Lines()
	if len(lines) > 1 {
		first := d.file.Text[:lines[1]]
		return first[len(strings.TrimRight(first, "\r\n")):min(len(first), len(strings.TrimRight(first, "\r\n"))+2)]
	}
	return "\n"
}
