package python

import (
	"fmt"
	"strings"
	"testing"
)

// full repeats a text up to a mebibyte.
func full(s string) string { return strings.Repeat(s, (1<<20)/len(s)) }

// hostile is text made to exhaust a reader, with the first problem told of it.
var hostile = []struct{ name, text, problem string }{
	{"round brackets", full("("), "more than 200 brackets are open"},
	{"square brackets", full("["), "more than 200 brackets are open"},
	{"braces", full("{"), "more than 200 brackets are open"},
	{"closing brackets", full(")"), "this bracket closes nothing"},
	{"nested brackets", "x = " + strings.Repeat("(", 100_000) + strings.Repeat(")", 100_000), "more than 200 brackets are open"},
	{"nested calls", "x = " + strings.Repeat("f(", 100_000) + strings.Repeat(")", 100_000), "more than 200 brackets are open"},
	{"backslashes", full(`\`), "this character means nothing here"},
	{"continued lines", full("\\\n"), ""},
	{"double quotes", full(`"`), "this string is never closed"},
	{"both quotes", full(`'"`), "this string is never closed"},
	{"triple quotes", full("x = '''\n"), ""},
	{"f-strings", full(`f"{`), "f-strings are nested too deeply"},
	{"open fields", full("x = f'{a\n"), "this bracket is never closed"},
	{"formats", full("f'{a:"), "this string is never closed"},
	{"fields", "x = f'" + full("{a}") + "'", ""},
	{"NUL", full("\x00"), "this character means nothing here"},
	{"invalid UTF-8", full("\xff"), "this character means nothing here"},
	{"one word", full("a"), ""},
	{"one letter beyond ASCII", full("é"), ""},
	{"one string", "x = '" + full("a") + "'", ""},
	{"escapes", "x = '" + full(`\x41`) + "'", ""},
	{"minus", full("-"), "this expression is nested too deeply"},
	{"not", full("not "), "this expression is nested too deeply"},
	{"await", full("await ") + "a", "this expression is nested too deeply"},
	{"lambda", full("lambda: "), "this expression is nested too deeply"},
	{"open lambdas", full("lambda a="), "invalid syntax"},
	{"nested defaults", strings.Repeat("lambda a=", 50_000) + "1" + strings.Repeat(": a", 50_000), "this expression is nested too deeply"},
	{"assignment expressions", "x = (" + full("a := ") + "1)", "this expression is nested too deeply"},
	{"conditions", "x = " + strings.Repeat("1 if a else ", 100_000) + "1", "this expression is nested too deeply"},
	{"sums", "x = a" + full(" + a"), "this expression is nested too deeply"},
	{"attributes", "x = a" + full(".b"), "this expression is nested too deeply"},
	{"subscripts", "x = a" + full("[0]"), "this expression is nested too deeply"},
	{"and", "x = a" + full(" and a"), "this expression is too long"},
	{"comparisons", "x = a" + full(" < a"), "this expression is nested too deeply"},
	{"for in a list", "x = [a " + full("for a in b ") + "]", "this expression is nested too deeply"},
	{"adjacent strings", "x = " + strings.Repeat("'a' ", 100_000), ""},
	{"digits", "x = " + strings.Repeat("1", 1_000_000), ""},
	{"hexadecimal digits", "x = 0x" + full("f"), ""},
	{"elif", "if a: b\n" + strings.Repeat("elif a: b\n", 100_000), "more elif clauses than are read"},
	{"else", full("else:\n"), "else without the statement it belongs to"},
	{"headers", full("if a:\n"), "expected an indented block"},
	{"functions", full("def f():\n"), "expected an indented block"},
	{"tries", full("try:\n"), "expected an indented block"},
	{"blocks", blocks(2000), "blocks are nested too deeply"},
	{"decorators", full("@a\n"), "a decorator without a definition"},
	{"cases", "match x:\n" + full(" case a: b\n"), ""},
	{"equal signs", "a" + full(" = a"), ""},
	{"semicolons", full(";"), "a statement is missing"},
	{"commas", full(","), "invalid syntax"},
	{"stars", "f(" + full("* ") + "a)", "this expression is nested too deeply"},
	{"open round brackets", full("x = (\n"), "more than 200 brackets are open"},
	{"open square brackets", full("x = [\n"), "this bracket is never closed"},
	{"open calls", full("x = f(\na=1,\n"), "more than 200 brackets are open"},
	{"missing operators", full("a b\n"), "an operator or a comma is missing before this"},
	{"missing else", full("a if b\n"), "invalid syntax"},
	{"list", "x = [" + full("'a', ") + "]", ""},
	{"dict", "x = {" + full("'a': 1, ") + "}", ""},
	{"table", "x = [" + full("[1, 'a'], ") + "]", ""},
	{"calls", "x = [" + full("f(a, b=c.d), ") + "]", ""},
	{"assignments", full("A = b(c)\n"), ""},
	{"shapes", shapes(), ""},
	{"names", "global " + full("a, "), "a name is missing"},
	{"imports", "from a import (" + full("a, ") + ")", ""},
	{"parameters", "def f(" + full("a, ") + "): pass", ""},
	{"comments", full("#\n"), ""},
	{"line ends", full("\r"), ""},
	{"too large", full("#\n") + full("#\n") + "#", "the file is larger than 2 MiB; it is not read"},
}

// blocks nests n blocks.
func blocks(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat(" ", i) + "if a:\n")
	}
	return b.String()
}

// shapes makes lines of which few look alike.
func shapes() string {
	var b strings.Builder
	for i := 0; b.Len() < 1<<20; i++ {
		fmt.Fprintf(&b, "x = a%s(b%s)\n", strings.Repeat("[c]", i%40), strings.Repeat("+d", i/40%40))
	}
	return b.String()
}

// TestHostile would outlast the time of a test if any of the texts cost more
// than linear time; BenchmarkHostile measures them.
func TestHostile(t *testing.T) {
	for _, h := range hostile {
		m := parse(h.text)
		first := ""
		if len(m.Problems) > 0 {
			first = m.Problems[0].Message
		}
		if first != h.problem {
			t.Errorf("%s: first problem is %q, want %q", h.name, first, h.problem)
		}
		if err := check(m); err != nil {
			t.Errorf("%s: %v", h.name, err)
		}
	}
}

func BenchmarkHostile(b *testing.B) {
	for _, h := range hostile {
		b.Run(strings.ReplaceAll(h.name, " ", "-"), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				parse(h.text)
			}
		})
	}
}
