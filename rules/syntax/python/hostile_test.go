package python

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"
)

func TestHostileScratch(t *testing.T) {
	mb := func(s string) string { return strings.Repeat(s, (1<<20)/len(s)) }
	for name, text := range map[string]string{
		"(": mb("("), "[": mb("["), "{": mb("{"), ")": mb(")"), "\\": mb("\\"), "\"": mb("\""), "f\"{": mb("f\"{"), "NUL": mb("\x00"),
		"invalid": mb("\xff"), "word": mb("a"), "-": "x = " + mb("-") + "1", "not": "x = " + mb("not ") + "1", "ternary": "x = " + mb("1 if a else ") + "1",
		"nest": "x = " + strings.Repeat("(", 100000) + strings.Repeat(")", 100000), "strs": "x = " + strings.Repeat("'a' ", 100000),
		"num": "x = " + mb("1"), "elif": "if a: b\n" + strings.Repeat("elif a: b\n", 100000), "hexnum": "x = 0x" + mb("f"),
		"if nest": mb("if a:\n"), "open lines": mb("x = (\n"), "open lines2": mb("x = [\n"), "kwargs": mb("x = f(\na=1,\n"), "tri": mb("x = '''\n"), "odd": mb("'''a'''\n") + "'''",
		"bad lines": mb("a b\n"), "bad lines 2": mb("a if b\n"), "bad 3": mb("a = b = (c d)\n"), "list": "x = [" + mb("'a', ") + "]", "dict": "x = {" + mb("'a': 1, ") + "}",
		"nested lists": "x = [" + mb("[1, 'a'], ") + "]", "calls": "x = [" + mb("f(a, b=c.d), ") + "]", "attrs": "x = a" + mb(".b"), "lines": mb("A = b(c)\n"), "lambda": "x = " + mb("lambda: "), "await": "x = " + mb("await ") + "a",
		"plus": "x = a" + mb("+a"), "and": "x = a" + mb(" and a"), "cmp": "x = a" + mb("<a"), "semicolons": mb(";"), "dots": mb("."), "commas": mb(","), "colons": mb(":"), "eq": "a" + mb("=a"), "@": mb("@a\n"), "else": mb("else:\n"), "indent": indents(2000), "try": mb("try:\n"), "comments": mb("#\n"), "nl": mb("\n"), "cr": mb("\r"), "tabs": mb("\t"), "stars": "f(" + mb("*") + "a)", "fnest": "x = " + strings.Repeat("f'{", 100000), "fields": "x = f'" + mb("{a}") + "'", "big f": "x = f'''" + mb("{a!r:>{w}}\n") + "'''", "decor": mb("@") + "\ndef f(): pass", "global": "global " + mb("a, "), "import": "from a import (" + mb("a, ") + ")", "params": "def f(" + mb("a, ") + "): pass", "subs": "x = a" + mb("[0]"), "comp": "x = [a " + mb("for a in b ") + "]", "compif": "x = [a for a in b " + mb("if a ") + "]", "walrus": "x = (" + mb("a := ") + "1)", "yield": mb("yield "), "in": "for " + mb("a in "), "backslash nl": mb("\\\n"), "case": "match x:\n" + mb(" case a: b\n"), "unclosed f": mb("x = f'{a\n"), "class": mb("class A(B):\n"), "def": mb("def a():\n"),
		"awaits f": "x = [" + mb("await a(await b), ") + "]", "nested quotes": mb("'\""), "spread": mb("if x:\n y\n"), "distinct": distinct(),
	} {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		start := time.Now()
		m := parse(text)
		d := time.Since(start)
		runtime.ReadMemStats(&after)
		n := 0
		WalkBody(m.Body, func(Node) bool { n++; return true })
		first := ""
		if len(m.Problems) > 0 {
			first = m.Problems[0].Message
		}
		flag := ""
		if d > 500*time.Millisecond {
			flag = "SLOW"
		}
		fmt.Printf("%-14s %8.1f ms %6d MB %8d nodes %5d problems %s %s\n", name, float64(d.Microseconds())/1000, (after.TotalAlloc-before.TotalAlloc)>>20, n, len(m.Problems), first, flag)
	}
}

func distinct() string {
	var b strings.Builder
	for i := 0; b.Len() < 1<<20; i++ {
		fmt.Fprintf(&b, "x = a%s(b%s)\n", strings.Repeat("[c]", i%40), strings.Repeat("+d", i/40%40))
	}
	return b.String()
}

func indents(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat(" ", i) + "if a:\n")
	}
	return b.String()
}
