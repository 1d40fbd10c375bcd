package audit

import (
	"fmt"
	"sort"
	"strings"
)

// Edit replaces the text of a span. An empty span inserts.
type Edit struct {
	Span Span
	Text string
}

// Fix is a change that makes a finding go away and keeps the file's layout.
type Fix struct {
	Title  string // in the imperative: "Set DEBUG to False"
	Edits  []Edit
	Review bool // a person must look first: it may break what works
}

// Careful marks a fix as one that a person must look at first. A nil fix stays.
func (f *Fix) Careful() *Fix {
	if f != nil {
		f.Review = true
	}
	return f
}

// Apply makes the edits in one file's text and gives the new text. Edits that
// overlap, or insert at the same place with other text, are refused, but whole
// lines may be added at one place by several; an edit given twice is made once.
func Apply(file *File, edits []Edit) (string, error) {
	var own []Edit
	given := map[Edit]bool{}
	for _, e := range edits {
		if e.Span.File == file && !given[e] {
			given[e] = true
			own = append(own, e)
		}
	}
	sort.SliceStable(own, func(i, j int) bool {
		a, b := own[i].Span, own[j].Span
		return a.Start < b.Start || a.Start == b.Start && a.End < b.End
	})
	var out strings.Builder
	at := 0
	for i, e := range own {
		if i > 0 && conflict(own[i-1], e) {
			return "", fmt.Errorf("two fixes change line %d of %s", e.Span.Line(), file.Name)
		}
		out.WriteString(file.Text[at:e.Span.Start])
		out.WriteString(e.Text)
		at = e.Span.End
	}
	out.WriteString(file.Text[at:])
	return out.String(), nil
}

// conflict reports whether b, which does not start before a, touches the same
// text or inserts at the same place something that is not a line of its own.
func conflict(a, b Edit) bool {
	if a.addsLine() && b.addsLine() && a.Span == b.Span {
		return false
	}
	return b.Span.Start < a.Span.End || a.Span.Start == b.Span.Start && a.Span.End == b.Span.End
}

// addsLine reports whether the edit inserts whole lines and nothing else.
func (e Edit) addsLine() bool {
	return e.Span.Start == e.Span.End && (strings.HasSuffix(e.Text, "\n") || strings.HasPrefix(e.Text, "\n"))
}

// Compatible gives the fixes that can be made together, taken in their order: a
// fix that conflicts with an earlier one is left out.
func Compatible(fixes []*Fix) []*Fix {
	var chosen []*Fix
	var taken []Edit
	for _, f := range fixes {
		if f == nil || clashes(taken, f.Edits) {
			continue
		}
		chosen = append(chosen, f)
		taken = append(taken, f.Edits...)
	}
	return chosen
}

func clashes(taken, edits []Edit) bool {
	for _, e := range edits {
		for _, t := range taken {
			if e == t || e.Span.File != t.Span.File {
				continue
			}
			a, b := t, e
			if b.Span.Start < a.Span.Start {
				a, b = b, a
			}
			if conflict(a, b) {
				return true
			}
		}
	}
	return false
}
