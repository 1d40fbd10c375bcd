package dotenv

import (
	"fmt"
	"strings"
	"testing"

	"preflight/rules/audit"
)

// write gives the assignments as NAME=[value], then problems as !line, then
// comments as #text.
func write(f *File) string {
	var words []string
	for _, a := range f.Assignments {
		mark := ""
		if a.NoSign {
			mark = "?"
		}
		words = append(words, fmt.Sprintf("%s%s=[%s]", a.Name, mark, a.Value))
	}
	for _, p := range f.Problems {
		words = append(words, fmt.Sprintf("!%d", p.Span.Line()))
	}
	for _, c := range f.Comments {
		words = append(words, c.Text())
	}
	return strings.Join(words, " ")
}

// TestParse: values are those that python-dotenv gives, without interpolation.
func TestParse(t *testing.T) {
	tests := []struct{ text, want string }{
		{"", ""},
		{"A=1", "A=[1]"},
		{"A=1\nB=2\n", "A=[1] B=[2]"},
		{"A=1\r\nB=2\r\n", "A=[1] B=[2]"},
		{"A=1\rB=2", "A=[1] B=[2]"},
		{"\ufeffA=1", "A=[1]"},
		{"export A=1", "A=[1]"},
		{"exported=1", "exported=[1]"},
		{" A = 1 ", "A=[1]"},
		{"A=", "A=[]"},
		{"A=a b", "A=[a b]"},
		{"A=a=b", "A=[a=b]"},
		{"A", "A?=[]"},
		{"# c\nA=1 # d", "A=[1] # c # d"},
		{"A=a#b", "A=[a#b]"},
		{"A= # c", "A=[] # c"},
		{`A="a # b"`, "A=[a # b]"},
		{`A="a" # c`, "A=[a] # c"},
		{`A='a\nb'`, `A=[a\nb]`},
		{`A='it\'s'`, `A=[it's]`},
		{`A="a\nb"`, "A=[a\nb]"},
		{`A="a\$b\\"`, `A=[a\$b\]`},
		{"A=\"a\nb\"\nB=1", "A=[a\nb] B=[1]"},
		{"'A B'=1", "A B=[1]"},
		{"A=${B}/x", "A=[${B}/x]"},
		{"A=\"a\nB=1", "B=[1] !1"},
		{`A="a" b` + "\nB=1", "B=[1] !1"},
		{"=1\nB=1", "B=[1] !1"},
		{"A=x # y # z", "A=[x] # y # z"},
		{"A #c", "A?=[] #c"},
		{"A='a'#c", "A=[a] #c"},
		{"A=\"x\\\ny\"", "A=[x\\\ny]"},
		{"two words\nB=1", "B=[1] !1"},
		{"A=é", "A=[é]"},
		{"\u00a0A=1", "A=[1]"},
	}
	for _, test := range tests {
		if got := write(Parse(&audit.File{Text: test.text})); got != test.want {
			t.Errorf("%q:\n got %s\nwant %s", test.text, got, test.want)
		}
	}
}

func TestSpans(t *testing.T) {
	f := &audit.File{Text: "A=1\nexport KEY = \"v w\" # c\n"}
	a := Parse(f).Assignments[1]
	if a.Key.Text() != "KEY" || a.Raw.Text() != `"v w"` || a.Span().Text() != `KEY = "v w"` || !a.Export || a.Quote != '"' {
		t.Errorf("%+v", a)
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{"A=1", "export A='x\ny' # c", "A=\"\\", "=\x00\xff", "\ufeff'A'=b#c"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		file := &audit.File{Text: text}
		parsed := Parse(file)
		last := 0
		for _, a := range parsed.Assignments {
			if a.Name == "" || a.Key.Start < last || a.Raw.Start < a.Key.End || a.Raw.End > len(text) {
				t.Fatalf("%q: %+v after %d", text, a, last)
			}
			last = a.Raw.End
		}
		for _, p := range parsed.Problems {
			if p.Span.File != file || p.Message == "" {
				t.Fatalf("%q: problem %+v", text, p)
			}
		}
	})
}

// TestHostileInputIsLinear would not end within the test's time if each open
// quote were searched to the end of the file.
func TestHostileInputIsLinear(t *testing.T) {
	for _, unit := range []string{"A='\n", "\"", "A=\"x\n", "\\", "export ", "\x00", "a\xff=\n"} {
		parsed := Parse(&audit.File{Text: strings.Repeat(unit, 1<<20/len(unit))})
		if len(parsed.Assignments)+len(parsed.Problems) == 0 {
			t.Errorf("%q repeated gives nothing", unit)
		}
	}
}
