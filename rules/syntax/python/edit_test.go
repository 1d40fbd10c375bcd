package python

import (
	"testing"

	"preflight/rules/audit"
)

func TestInsertElement(t *testing.T) {
	for _, c := range []struct {
		source string
		index  int
		want   string
	}{
		{"x = []", 0, "x = [N]"},
		{"x = ()", 0, "x = (N,)"},
		{"x = [\n]", 0, "x = [\nN]"},
		{"x = [a]", 0, "x = [N, a]"},
		{"x = [a]", 1, "x = [a, N]"},
		{"x = [a,]", 1, "x = [a, N]"},
		{"x = [a, b]", 1, "x = [a, N, b]"},
		{"x = [(a), (b)]", 1, "x = [(a), N, (b)]"},
		{"x = [(a) , ((b)) ]", 2, "x = [(a) , ((b)), N ]"},
		{"x = (a, b)", 2, "x = (a, b, N)"},
		{"x = (a,)", 1, "x = (a, N)"},
		{"x = a, b", 0, "x = N, a, b"},
		{"x = a, b", 2, "x = a, b, N"},
		{"x = {a}", 1, "x = {a, N}"},
		{"x = {a: (b), **c}", 2, "x = {a: (b), **c, N}"},
		{"x = {a: (b), **c}", 1, "x = {a: (b), N, **c}"},
		{"x = {**(c)}", 0, "x = {N, **(c)}"},
		{"x = f()", 0, "x = f(N)"},
		{"x = f(a, *b, c=(d))", 3, "x = f(a, *b, c=(d), N)"},
		{"x = (f)(a)", 1, "x = (f)(a, N)"},
		{"x = (f)(a)", 0, "x = (f)(N, a)"},
		{"x = f((a))", 0, "x = f(N, (a))"},
		{"x = f(a=b, *c)", 1, "x = f(a=b, N, *c)"},
		{"x = [\n  a,\n  b,\n]", 0, "x = [\n  N,\n  a,\n  b,\n]"},
		{"x = [\n  a,\n  b,\n]", 1, "x = [\n  a,\n  N,\n  b,\n]"},
		{"x = [\n  a,\n  b,\n]", 2, "x = [\n  a,\n  b,\n  N,\n]"},
		{"x = [\n  a,\n  b\n]", 2, "x = [\n  a,\n  b,\n  N\n]"},
		{"x = [\n  a,\n  (b)  # c\n]", 2, "x = [\n  a,\n  (b),  # c\n  N\n]"},
		{"x = [\n  a,  # one, two)\n  b,  # three\n]", 2, "x = [\n  a,  # one, two)\n  b,  # three\n  N,\n]"},
		{"x = [\n  a,  # one, two)\n  (b)\n]", 1, "x = [\n  a,  # one, two)\n  N,\n  (b)\n]"},
		{"x = [a,\n     b]", 2, "x = [a,\n     b, N]"},
		{"x = [\r\n\ta,\r\n]", 1, "x = [\r\n\ta,\r\n\tN,\r\n]"},
		{"x = [\r\ta,\r]", 0, "x = [\r\tN,\r\ta,\r]"},
	} {
		m := parse(c.source)
		edits := InsertElement(m.Body[0].(*Assign).Value, c.index, "N")
		got, err := audit.Apply(m.File, edits)
		if err != nil || got != c.want {
			t.Errorf("%q at %d\n got %q %v\nwant %q", c.source, c.index, got, err, c.want)
		}
	}
}

func TestInsertElementRefuses(t *testing.T) {
	if InsertElement(value(t, "x = f(a for a in b)"), 0, "N") != nil {
		t.Error("a generator became one argument of two")
	}
	if InsertElement(value(t, "x = a"), 0, "N") != nil || InsertElement(value(t, "x = [a]"), 2, "N") != nil {
		t.Error("an element was put where there is no place for one")
	}
}

// TestInsertElementAnywhere inserts at every index of every display of the
// forms and checks that the result still reads.
func TestInsertElementAnywhere(t *testing.T) {
	for _, form := range forms {
		m := parse(form.source)
		WalkBody(m.Body, func(n Node) bool {
			list, ok := n.(*List)
			if !ok {
				return true
			}
			for i := range len(list.Elts) + 1 {
				text, err := audit.Apply(m.File, InsertElement(list, i, "N"))
				if after := parse(text); err != nil || len(after.Problems) > 0 {
					t.Errorf("%q at %d gives %q: %v %v", form.source, i, text, err, after.Problems)
				}
			}
			return true
		})
	}
}

func TestIndent(t *testing.T) {
	m := parse("if a:\n\t b = c; d")
	body := m.Body[0].(*If).Body
	if Indent(m.Body[0]) != "" || Indent(body[0]) != "\t " || Indent(body[1]) != "\t " {
		t.Errorf("got %q %q %q", Indent(m.Body[0]), Indent(body[0]), Indent(body[1]))
	}
}
