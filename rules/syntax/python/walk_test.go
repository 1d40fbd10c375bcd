package python

import (
	"fmt"
	"strings"
	"testing"
)

// visited gives the types of the nodes that a walk meets.
func visited(body []Stmt, enter func(Node) bool) string {
	var names []string
	WalkBody(body, func(n Node) bool {
		names = append(names, strings.TrimPrefix(fmt.Sprintf("%T", n), "*python."))
		return enter(n)
	})
	return strings.Join(names, " ")
}

func TestWalk(t *testing.T) {
	for source, want := range map[string]string{
		"a = b + 1":                       "Assign Name BinOp Name Number",
		"f(a, *b, c=d)":                   "ExprStmt Call Name Name Starred Name Keyword Name",
		"{a: b, **c}":                     "ExprStmt Dict Name Name Name",
		"x = f'{a:{b}}'":                  "Assign Name JoinedStr FormattedValue Name JoinedStr FormattedValue Name",
		"[a for b in c if d]":             "ExprStmt Comprehension Name Name Name Name",
		"lambda a=b: c":                   "ExprStmt Lambda Param Name Name",
		"a[b:c]":                          "ExprStmt Subscript Name Slice Name Name",
		"if a: b\nelif c: d":              "If Name ExprStmt Name If Name ExprStmt Name",
		"try: a\nexcept b: c\nelse: d":    "Try ExprStmt Name Handler Name ExprStmt Name ExprStmt Name",
		"with a as b: c":                  "With Name Name ExprStmt Name",
		"@a\ndef f(b: c) -> d: pass":      "FunctionDef Name Param Name Name Pass",
		"class A(b, c=d): pass":           "ClassDef Name Keyword Name Pass",
		"from a import b, c":              "ImportFrom Alias Alias",
		"match a:\n  case b as c if d: e": "Match Name Case AsPattern Name Name Name ExprStmt Name",
		"type A[B: c] = d":                "TypeAlias Name TypeParam Name Name",
		"if a b:\n  c":                    "Invalid ExprStmt Name",
	} {
		if got := visited(parse(source).Body, func(Node) bool { return true }); got != want {
			t.Errorf("%q\n got %s\nwant %s", source, got, want)
		}
	}
}

func TestWalkLeavesOut(t *testing.T) {
	m := parse("a = f(b)\nc")
	got := visited(m.Body, func(n Node) bool { _, call := n.(*Call); return !call })
	if want := "Assign Name Call ExprStmt Name"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
