package python

import (
	"fmt"
	"strings"
	"testing"

	"preflight/rules/audit"
)

// check reports the first fault in a tree that no source may cause: a place
// outside the text, a child outside its parent, statements out of order.
func check(m *Module) error {
	if err := inOrder(m.Body); err != nil {
		return err
	}
	for _, p := range m.Problems {
		if p.Message == "" || p.Span.File != m.File {
			return fmt.Errorf("problem %q at %v", p.Message, p.Span)
		}
	}
	last := 0
	for _, c := range m.Comments {
		if !strings.HasPrefix(c.Text(), "#") || c.Start < last {
			return fmt.Errorf("comment %q at %d after %d", c.Text(), c.Start, last)
		}
		last = c.End
	}
	var err error
	WalkBody(m.Body, func(n Node) bool {
		if err == nil {
			err = checkNode(m, n)
		}
		return err == nil
	})
	return err
}

func checkNode(m *Module, n Node) error {
	s := n.Span()
	if s.File != m.File || s.Start < 0 || s.Start > s.End || s.End > len(m.File.Text) {
		return fmt.Errorf("%T at %d-%d", n, s.Start, s.End)
	}
	decorators := decoratorsOf(n)
	var below collector
	below.children(n)
	for _, child := range below.nodes[len(decorators):] {
		c := child.Span()
		if c.Start < s.Start || c.End > s.End {
			return fmt.Errorf("%T at %d-%d holds %T at %d-%d", n, s.Start, s.End, child, c.Start, c.End)
		}
	}
	for _, body := range blocksOf(n) {
		if err := inOrder(body); err != nil {
			return err
		}
	}
	return nil
}

// decoratorsOf gives the children that stand before their parent; they come
// first.
func decoratorsOf(n Node) []Expr {
	switch n := n.(type) {
	case *FunctionDef:
		return n.Decorators
	case *ClassDef:
		return n.Decorators
	}
	return nil
}

func blocksOf(n Node) [][]Stmt {
	switch n := n.(type) {
	case *If:
		return [][]Stmt{n.Body, n.Else}
	case *For:
		return [][]Stmt{n.Body, n.Else}
	case *While:
		return [][]Stmt{n.Body, n.Else}
	case *Try:
		return [][]Stmt{n.Body, n.Else, n.Finally}
	case *Handler:
		return [][]Stmt{n.Body}
	case *With:
		return [][]Stmt{n.Body}
	case *FunctionDef:
		return [][]Stmt{n.Body}
	case *ClassDef:
		return [][]Stmt{n.Body}
	case *Case:
		return [][]Stmt{n.Body}
	}
	return nil
}

// inOrder reports an error if a statement starts before the one ahead of it
// has ended.
func inOrder(body []Stmt) error {
	for i := 1; i < len(body); i++ {
		a, b := body[i-1].Span(), body[i].Span()
		if b.Start < a.End {
			return fmt.Errorf("%T at %d-%d is followed by %T at %d-%d", body[i-1], a.Start, a.End, body[i], b.Start, b.End)
		}
	}
	return nil
}

func FuzzParse(f *testing.F) {
	for _, form := range forms {
		f.Add(form.source)
	}
	for _, c := range broken {
		f.Add(c.source)
	}
	for _, h := range hostile {
		f.Add(h.text[:min(len(h.text), 300)])
	}
	f.Fuzz(func(t *testing.T, source string) {
		m := Parse(&audit.File{Name: "settings.py", Text: source})
		if err := check(m); err != nil {
			t.Fatalf("%q: %v", source, err)
		}
		_ = sexpr(m.Body)
		LooksLikePython(source)
	})
}
