package python

import (
	"fmt"
	"strings"
	"testing"
)

// broken is source that CPython refuses, or that lost its indentation, with
// what is read of it: the tree, and the problems as line:column and message.
// Where a block had to be guessed, "lost" follows.
var broken = []struct{ source, tree, problems string }{
	{"A = 1\nB = = 2\nC = 3\n", "(= A 1) (Invalid B) (= C 3)", "2:5 an expression is missing"},
	{"A = 1\nB = [1, 2\nC = 3\n", "(= A 1) (Invalid B) (= C 3)", "2:5 this bracket is never closed"},
	{"A = [\n    'a',\n    'b'\nB = 2\n", "(Invalid A) (= B 2)", "1:5 this bracket is never closed"},
	{"A = {'a': [1, 2}\nB = 2\n", "(Invalid A) (= B 2)", "1:16 this bracket closes nothing"},
	{"A = dict(\n  a=1,\nB = 2\n", "(Invalid A) (= B 2)", "1:9 this bracket is never closed"},
	{"A = dict(\n    a=1,\n    b=2\nB = 2\n", "(Invalid A) (= B 2)", "1:9 this bracket is never closed"},
	{"A = (1,\nimport os\nB = 2\n", "(Invalid A) (Import os) (= B 2)", "1:5 this bracket is never closed"},
	{"A = 1]\nB = 2\n", "(Invalid A) (= B 2)", "1:6 this bracket closes nothing"},
	{"A = 'abc\nB = 2\n", "(Invalid A) (= B 2)", "1:5 this string is never closed"},
	{"A = ['a, 'b']\nB = 2\n", "(Invalid A) (= B 2)", "1:11 this string is never closed"},
	{"A = ['a\n'b']\nB = 2\n", "(Invalid A) (= B 2)", "1:6 this string is never closed"},
	{"A = '''abc\nB = 2\n", "(Invalid A) (= B 2)", "1:5 this string is never closed"},
	{"A = f'{a\nB = 2\n", "(Invalid A) (= B 2)", "1:7 this bracket is never closed"},
	{"A = f'{a'\nB = 2\n", "(Invalid A) (= B 2)", "1:9 this string is never closed"},
	{"A = f'a}'\nB = 2\n", "(Invalid A) (= B 2)", "1:8 a single } in an f-string"},
	{"A = f'{}'\nB = 2\n", "(Invalid A) (= B 2)", "1:8 an expression is missing"},
	{"A = f'{a!x}'\nB = 2\n", "(Invalid A) (= B 2)", "1:10 a conversion is s, r or a"},
	{"A = $x\nB = 2\n", "(Invalid A) (= B 2)", "1:5 this character means nothing here"},
	{"A = “x”\nB = 2\n", "(Invalid A) (= B 2)", "1:5 this character means nothing here"},
	{"A = 1 2\nB = 2\n", "(Invalid A) (= B 2)", "1:7 an operator or a comma is missing before this"},
	{"print 'a'\nB = 2\n", "(Invalid) (= B 2)", "1:1 print is a function since Python 3"},
	{"if a\n    b\nB = 2\n", "(Invalid (do (Expr b))) (= B 2)", "1:4 a colon is missing"},
	{"if a = 1:\n    b\nelse:\n    c\nB = 2\n", "(Invalid (do (Expr b) (Expr c))) (= B 2)", "1:6 invalid syntax"},
	{"if a:\nB = 2\nC = 3\n", "(If a (do (= B 2))) (= C 3)", "1:1 expected an indented block; lost"},
	{"if a:\nB = 2\nelse:\nB = 3\nC = 4\n", "(If a (do (= B 2)) (else (= B 3))) (= C 4)", "1:1 expected an indented block; 3:1 expected an indented block; lost"},
	{"try:\nfrom .local import *\nexcept ImportError:\npass\nC = 4\n", "(Try (do (From .local *)) (except ImportError (do (Pass)))) (= C 4)", "1:1 expected an indented block; 3:1 expected an indented block; lost"},
	{"def f(x):\ny = x\nreturn y\nC = 4\n", "(Def f [(x)] (do (= y x) (Return y))) (= C 4)", "1:1 expected an indented block; lost"},
	{"class A:\nC = 4\n", "(Class A) (= C 4)", "1:1 expected an indented block; lost"},
	{"if a:\n    # nothing\nC = 4\n", "(If a (do (= C 4)))", "1:1 expected an indented block; lost"},
	{"for a in b:\nprint(a)\nC = 4\n", "(For a b (do (Expr (Call print a)))) (= C 4)", "1:1 expected an indented block; lost"},
	{"if a:\n    b\n  c\nC = 4\n", "(If a (do (Expr b))) (Expr c) (= C 4)", "3:3 unexpected indentation"},
	{"  A = 1\n  B = 2\n", "(= A 1) (= B 2)", ""},
	{"A = 1\n  B = 2\nC = 3\n", "(= A 1) (= B 2) (= C 3)", "2:3 unexpected indentation"},
	{"else:\n    a\nB = 2\n", "(Invalid (do (Expr a))) (= B 2)", "1:1 else without the statement it belongs to"},
	{"@a\nB = 2\n", "(Invalid) (= B 2)", "1:1 a decorator without a definition"},
	{"@a\n", "(Invalid)", "1:1 a decorator without a definition"},
	{"def f(:\n    a\nB = 2\n", "(Invalid) (= B 2)", "1:6 this bracket is never closed"},
	{"def f(a b):\n    c\nB = 2\n", "(Invalid (do (Expr c))) (= B 2)", "1:9 invalid syntax"},
	{"class 1:\n    a\nB = 2\n", "(Invalid (do (Expr a))) (= B 2)", "1:7 a class needs a name"},
	{"1 = a\nf() = b\na + b += 1\nB = 2\n", "(Invalid) (Invalid f) (Invalid a b) (= B 2)", "1:1 this cannot be assigned to; 2:1 this cannot be assigned to; 3:1 this cannot be assigned to"},
	{"a = b c; D = 2\n", "(Invalid a) (= D 2)", "1:7 an operator or a comma is missing before this"},
	{"A = [1, 2,, 3]\nB = 2\n", "(Invalid A) (= B 2)", "1:11 invalid syntax"},
	{"A = {'a': 1, 'b'}\nB = 2\n", "(Invalid A) (= B 2)", "1:17 invalid syntax"},
	{"A = f(a=1, b c)\nB = 2\n", "(Invalid A) (= B 2)", "1:14 an operator or a comma is missing before this"},
	{"import a.b.\nfrom x import\nimport a as\nB = 2\n", "(Invalid a) (Invalid) (Invalid a) (= B 2)", "1:11 invalid syntax; 2:1 import and a name must follow; 3:10 a name must follow as"},
	{"x = (yield\nB = 2\n", "(Invalid x) (= B 2)", "1:5 this bracket is never closed"},
	{"A = 1\\\nB = 2\n", "(Invalid A)", "2:1 an operator or a comma is missing before this"},
	{"A = 1 \\ \nB = 2\n", "(Invalid A) (= B 2)", "1:7 this character means nothing here"},
	{"with open(a) as f\n    b\nB = 2\n", "(Invalid (do (Expr b))) (= B 2)", "1:17 a colon is missing"},
	{"while:\n    b\nB = 2\n", "(Invalid (do (Expr b))) (= B 2)", "1:6 an expression is missing"},
	{"try:\n    a\nB = 2\n", "(Try (do (Expr a))) (= B 2)", "1:1 try without except or finally"},
	{"match a:\n    b\nB = 2\n", "(Invalid (do (Expr b))) (= B 2)", "1:1 a match holds nothing but cases"},
	{"lambda: = 3\nB = 2", "(Invalid) (= B 2)", "1:7 the expression ends too early"},
	{">>> A = 1\n>>> B = 2\n", "(Invalid A) (Invalid B)", "1:1 invalid syntax; 2:1 invalid syntax"},
	{"A = 1\n<<<<<<< HEAD\nB = 2\n=======\nB = 3\n>>>>>>> x\n", "(= A 1) (Invalid) (= B 2) (Invalid) (= B 3) (Invalid)", "2:1 invalid syntax; 4:1 invalid syntax; 6:1 invalid syntax"},
	{"MIDDLEWARE = [\n  'a',\n  ...\n]\n", `(= MIDDLEWARE (List (Str "a") Ellipsis))`, ""},
	{"A = [\n 'a'\n 'b',\n]\nif True:\nprint(", `(= A (List (Str "ab"))) (If True (do (Invalid)))`, "5:1 expected an indented block; 6:6 this bracket is never closed; lost"},
	{"raise ValueError, 'x'\nB = 2\n", `(Raise (Tuple ValueError (Str "x")) -) (= B 2)`, ""},
	{"a = `b`\nB = 2\n", "(Invalid a) (= B 2)", "1:5 this character means nothing here"},
	{"x = 5 if y\nB = 2", "(Invalid x) (= B 2)", "1:10 invalid syntax"},
	{"x = not\nB = 2", "(Invalid x) (= B 2)", "1:5 the expression ends too early"},
	{"f(**a b)\n", "(Invalid)", "1:7 an operator or a comma is missing before this"},
	{"async = 1\nawait = 2\nx = await\n", "(= async 1) (= await 2) (= x await)", ""},
	{"def f(a, a=1, *): pass", "(Def f [(a)(a = 1)] (do (Pass)))", ""},
	{"x = a.1\n", "(Invalid x)", "1:6 an operator or a comma is missing before this"},
	{"x = 1a\n", "(Invalid x)", "1:6 an operator or a comma is missing before this"},
	{"x = 0x\n", "(Invalid x)", "1:5 this number cannot be read"},
	{"x = 089\n", "(Invalid x)", "1:5 this number cannot be read"},
	{"del f()\n", "(Invalid)", "1:5 this cannot be assigned to"},
	{"for 1 in a: pass\nB = 2\n", "(Invalid (do (Pass))) (= B 2)", "1:5 this cannot be assigned to"},
	{"with a as 1: pass\n", "(Invalid (do (Pass)))", "1:11 this cannot be assigned to"},
	{"except:\n  a\n", "(Invalid (do (Expr a)))", "1:1 except without the statement it belongs to"},
	{"x = [a for b]\n", "(Invalid x)", "1:13 invalid syntax"},
	{"x = a[b c]\n", "(Invalid x)", "1:9 an operator or a comma is missing before this"},
	{"x = a[]\n", "(Invalid x)", "1:7 invalid syntax"},
	{"x = {a: b for}\n", "(Invalid x)", "1:14 invalid syntax"},
	{"if x:\n  a\n elif y:\n  b\nB = 2", "(If x (do (Expr a))) (Invalid (do (Expr b))) (= B 2)", "3:2 unexpected indentation; 3:2 elif without the statement it belongs to"},
	{"if x: if y: z\nB = 2", "(If x (do (Invalid))) (= B 2)", "1:7 invalid syntax"},
	{"x = (a b) for c in d\n", "(Invalid x)", "1:8 an operator or a comma is missing before this"},
	{"yield = 2\n", "(Invalid)", "1:1 this cannot be assigned to"},
	{"A = 'x' b'y'\n", "(Invalid A)", "1:9 text and bytes cannot be joined"},
	{"}\nB = 2\n", "(Invalid) (= B 2)", "1:1 this bracket closes nothing"},
	{"from . import (a, b\nB = 2\n", "(Invalid a b) (= B 2)", "1:15 this bracket is never closed"},
	{"A = {\n  'x': 1\n  'y': 2\n}\nB = 2\n", "(Invalid A) (= B 2)", "3:3 an operator or a comma is missing before this"},
	{"A = f(\n  a=1,\nB = 2\nC = 3\nimport d\n", "(Invalid A) (= B 2) (= C 3) (Import d)", "1:6 this bracket is never closed"},
	{"A = f(\n  a=1,\nimport d\nB = 2\n", "(Invalid A) (Import d) (= B 2)", "1:6 this bracket is never closed"},
	{"if\u00a0a:\n\u00a0\u00a0b\nc\u200b= 1\u3000# d", "(If a (do (Expr b))) (= c 1)", "1:3 this is a no-break or other foreign space; Python refuses it"},
}

func TestRecovery(t *testing.T) {
	for _, c := range broken {
		m := parse(c.source)
		if got := sexpr(m.Body); got != c.tree {
			t.Errorf("%q\n got %s\nwant %s", c.source, got, c.tree)
		}
		if got := problems(m); got != c.problems {
			t.Errorf("%q\n got %s\nwant %s", c.source, got, c.problems)
		}
	}
}

func problems(m *Module) string {
	var list []string
	for _, p := range m.Problems {
		at := p.Span.Position()
		list = append(list, fmt.Sprintf("%d:%d %s", at.Line, at.Column, p.Message))
	}
	if m.LostIndent {
		list = append(list, "lost")
	}
	return strings.Join(list, "; ")
}
