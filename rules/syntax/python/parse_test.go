package python

import (
	"math/big"
	"slices"
	"strings"
	"testing"

	"preflight/rules/audit"
)

// value gives the value of the last statement, an assignment.
func value(t *testing.T, source string) Expr {
	t.Helper()
	m := parse(source)
	a, ok := m.Body[len(m.Body)-1].(*Assign)
	if !ok {
		t.Fatalf("%q gives %s", source, sexpr(m.Body))
	}
	return a.Value
}

func TestCommentsAreKept(t *testing.T) {
	for _, c := range []struct {
		source string
		want   []string
	}{
		{"", nil},
		{"# a", []string{"# a"}},
		{"# a\r\n#b\r# c\n", []string{"# a", "#b", "# c"}},
		{"x = '# no' # yes", []string{"# yes"}},
		{"x = [ # one\n  1, # two\n] # three", []string{"# one", "# two", "# three"}},
		{"x = '''\n# no\n''' # yes", []string{"# yes"}},
		{"x = f'{a # no\n}'", []string{"# no"}},
		{"x = f'# {a} #'", nil},
		{"if a: # one\n  # two\n  b # three\n# four", []string{"# one", "# two", "# three", "# four"}},
		{"x = [ # one\ny = 2 # two", []string{"# one", "# two"}},
		{"x = ( # one\n  a, # two\n  b=1 # three\ny = 2 # four", []string{"# one", "# two", "# three", "# four"}},
		{"x = '''# one\ny = 2 # two", []string{"# two"}},
		{"x = '# one\ny = 2 # two", []string{"# two"}},
		{"x = 1 \\# one", []string{"# one"}},
	} {
		var got []string
		for _, s := range parse(c.source).Comments {
			got = append(got, s.Text())
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q has %q, want %q", c.source, got, c.want)
		}
	}
}

// TestLineEnds checks that LF, CRLF and CR make one tree, and strings with LF.
func TestLineEnds(t *testing.T) {
	source := "if a:\n\tb = '''c\nd'''\n\n# e\nf = [\n  1,\n]\ng = 1 + \\\n  2\nh = f'''{\ni}\n'''\n"
	want := sexpr(parse(source).Body)
	for _, end := range []string{"\r\n", "\r"} {
		m := parse(strings.ReplaceAll(source, "\n", end))
		if got := sexpr(m.Body); got != want || len(m.Problems) > 0 {
			t.Errorf("with %q\n got %s %v\nwant %s", end, got, m.Problems, want)
		}
	}
}

func TestIndentation(t *testing.T) {
	want := "(If a (do (Expr b) (If c (do (Expr d))))) (Expr e)"
	for name, source := range map[string]string{
		"blanks":              "if a:\n  b\n  if c:\n    d\ne",
		"tabs":                "if a:\n\tb\n\tif c:\n\t\td\ne",
		"eight blanks, a tab": "if a:\n        b\n\tif c:\n\t        d\ne",
		"form feed":           "if a:\n\f  b\n  if c:\n    d\n\fe",
		"comments in between": "if a:\n# x\n  b\n      # y\n  if c:\n# z\n\n    d\n  # w\ne",
		"all indented":        "  if a:\n    b\n    if c:\n      d\n  e",
		"continued":           "if a:\\\n\n  b\n  if c:\n    d\ne",
	} {
		m := parse(source)
		if got := sexpr(m.Body); got != want || len(m.Problems) > 0 {
			t.Errorf("%s\n got %s %v\nwant %s", name, got, m.Problems, want)
		}
	}
}

// TestSpans checks the text under nodes whose places CPython does not give.
func TestSpans(t *testing.T) {
	call := value(t, "x = f(a, b=(c), **d ,)").(*Call)
	list := value(t, "x = [\n  (1),\n  2\n]").(*List)
	attr := value(t, "x = (a) . b").(*Attribute)
	for _, c := range []struct {
		got  audit.Span
		want string
	}{
		{call.Close, ")"}, {call.Keywords[0].Span(), "b=(c)"}, {call.Keywords[0].NameSpan, "b"},
		{call.Keywords[1].Span(), "**d"}, {call.Keywords[1].NameSpan, ""},
		{list.Close, "]"}, {list.Elts[0].Span(), "1"},
		{attr.AttrSpan, "b"}, {attr.Span(), "(a) . b"},
		{value(t, "x = (1, 2)").(*Tuple).Close, ")"}, {value(t, "x = 1, 2").(*Tuple).Close, ""},
		{value(t, "x = {1}").(*Set).Close, "}"}, {value(t, "x = {}").(*Dict).Close, "}"},
		{parse("def f(a, *b: c = (d)): pass").Body[0].(*FunctionDef).NameSpan, "f"},
		{parse("@a\nclass  C: pass").Body[0].(*ClassDef).NameSpan, "C"},
		{parse("@a\nclass  C: pass").Body[0].Span(), "class  C: pass"},
	} {
		if c.got.Text() != c.want {
			t.Errorf("got %q, want %q", c.got.Text(), c.want)
		}
	}
}

func TestTrailingComma(t *testing.T) {
	many := strings.Repeat("a, ", 20)
	for source, want := range map[string]bool{
		"x = [1]": false, "x = [1,]": true, "x = [1,  # c\n]": true, "x = []": false, "x = [" + many + "]": true,
		"x = [" + many + "a]": false,
	} {
		if got := value(t, source).(*List).TrailingComma; got != want {
			t.Errorf("%q: %v", source, got)
		}
	}
	for source, want := range map[string]bool{
		"x = f(1)": false, "x = f(1,)": true, "x = f()": false, "x = f(*a,)": true, "x = f(a for b in c)": false,
		"x = f(" + many + "b=1,)": true,
	} {
		if got := value(t, source).(*Call).TrailingComma; got != want {
			t.Errorf("%q: %v", source, got)
		}
	}
	if d := value(t, "x = {'a': 1,}").(*Dict); !d.TrailingComma {
		t.Error("the comma of a dict is missing")
	}
}

func TestNumbers(t *testing.T) {
	for source, want := range map[string]float64{
		"1_000": 1000, "0xff": 255, "0b11": 3, "0o17": 15, "017": 15, "1e3": 1000, ".5": .5, "10L": 10, "0": 0, "0L": 0,
		"12345678901234567890": 12345678901234567890,
	} {
		if got := value(t, "x = "+source).(*Number); got.Float != want || got.Text != source {
			t.Errorf("%s is %v %q", source, got.Float, got.Text)
		}
	}
	digits := strings.Repeat("9", maxDigits)
	n := value(t, "x = "+digits).(*Number)
	if want, _ := new(big.Int).SetString(digits, 10); n.Int == nil || n.Int.Cmp(want) != 0 {
		t.Error("a number of 4,300 digits is not exact")
	}
	if n := value(t, "x = 1"+digits).(*Number); n.Int != nil {
		t.Error("a number of 4,301 digits is exact")
	}
}

// TestLimits checks that what is just within a limit is read.
func TestLimits(t *testing.T) {
	for name, source := range map[string]string{
		"brackets":  "x = " + strings.Repeat("(", maxBrackets) + "1" + strings.Repeat(")", maxBrackets),
		"lists":     "x = " + strings.Repeat("[", maxBrackets) + "1" + strings.Repeat("]", maxBrackets),
		"elif":      "if a: b\n" + strings.Repeat("elif a: b\n", maxElifs),
		"blocks":    blocks(maxIndents) + strings.Repeat(" ", maxIndents) + "b",
		"sum":       "x = a" + strings.Repeat("+a", maxDepth-1),
		"f-strings": `x = f"""{f'''{f"{f'{1}'}"}'''}"""`,
		"size":      strings.Repeat("#\n", maxText/2),
	} {
		if m := parse(source); len(m.Problems) > 0 {
			t.Errorf("%s: %v", name, m.Problems)
		}
	}
}

// TestLostIndentation reads settings as they come out of a web page.
func TestLostIndentation(t *testing.T) {
	m := parse(`import os
SECRET_KEY = os.environ.get('SECRET_KEY')
if not SECRET_KEY:
raise ValueError("SECRET_KEY must be set")
# Allowed hosts
ALLOWED_HOSTS = [
'example.com',
]
DATABASES = {
'default': {
'ENGINE': 'x',
}
}
if DEBUG:
INTERNAL_IPS = []
EMAIL = 'console'
else:
EMAIL = 'smtp'
X_FRAME_OPTIONS = 'DENY'
def show(request):
user = request.user
return user
CACHES = dict(
default=1,
)
`)
	var names []string
	for _, s := range m.Body {
		if a, ok := s.(*Assign); ok {
			names = append(names, a.Targets[0].(*Name).ID)
		}
	}
	want := []string{"SECRET_KEY", "ALLOWED_HOSTS", "DATABASES", "X_FRAME_OPTIONS", "CACHES"}
	if !slices.Equal(names, want) || !m.LostIndent || len(m.Problems) != 4 {
		t.Errorf("got %v, lost %v, problems %s; want %v", names, m.LostIndent, problems(m), want)
	}
}

func TestProblemsEnd(t *testing.T) {
	if m := parse(strings.Repeat("a b\n", 3*maxProblems)); len(m.Problems) != maxProblems || len(m.Body) != 3*maxProblems {
		t.Errorf("%d problems, %d statements", len(m.Problems), len(m.Body))
	}
}
