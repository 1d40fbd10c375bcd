package httpdconf

import (
	"fmt"
	"strings"
	"testing"

	"preflight/rules/audit"
)

func parse(text string) *Config { return Parse(&audit.File{Name: "httpd.conf", Text: text}) }

// show writes a tree in one line: name[arg arg]{body}.
func show(body []*Directive) string {
	var out []string
	for _, d := range body {
		s := d.Name.Value + "[" + strings.Join(d.Values(), "|") + "]"
		if d.Section {
			s += "{" + show(d.Body) + "}"
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

// TestTrees was measured with httpd 2.4.71 where httpd has a say.
func TestTrees(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{"ServerTokens Prod", "ServerTokens[Prod]"},
		{"  ServerTokens \t Prod  \r\n", "ServerTokens[Prod]"},
		{"A b # c", "A[b|#|c]"},
		{"# A b\n  # c\nD", "D[]"},
		{"A 'b c' \"d e\"", "A[b c|d e]"},
		{`A "b \" c" 'd \' e'`, `A[b " c|d ' e]`},
		{`A "b\\" \n`, `A[b\|\n]`},
		{`A "b"c`, "A[b|c]"},
		{`A b"c d"`, `A[b"c|d"]`},
		{`A "b c`, "A[b c]"},
		{`A ""`, "A[]"},
		{`"A" b`, "A[b]"},
		{"A b\\\n  c\nD", "A[b|c] D[]"},
		{"A b\\\nc", "A[bc]"},
		{"A b\\\r\nc\r\n", "A[bc]"},
		{"A \"b \\\n c\"", "A[b  c]"},
		{"A\\\nB c", "AB[c]"},
		{"A b\\", "A[b\\]"},
		{"A b\\\\\nc", `A[b\c]`},
		{"# A \\\nB\nC", "C[]"},
		{"A b\rC d", "A[b|C|d]"},
		{"A\vb\fc", "A[b|c]"},
		{"<D /a>\nA\n</D>", "D[/a]{A[]}"},
		{"<d /a>\n</D> tail\nA", "d[/a]{} A[]"},
		{"<D \"/a b\"> tail\n</D>", "D[/a b]{}"},
		{"<If \"a > b\">\n</If>", "If[a > b]{}"},
		{"<D>\n<E x>\nA\n</E>\n</D>\nB", "D[]{E[x]{A[]}} B[]"},
		{"<D>\n<E>\nA\n</D>\nB", "D[]{E[]{A[]}} B[]"},
		{"</D>\nA", "A[]"},
		{"<D\nA\n</D>\nB", "D[]{A[]} B[]"},
		{"<D>\nA", "D[]{A[]}"},
		{"<>\nA\n</>", "[]{A[]}"},
		{"A {{ b c }} d", "A[{{ b c }}|d]"},
		{"{% if x %}\nA b\n{% endif %}", "A[b]"},
		{"```apache\nA b\n```", "A[b]"},
		{"<Perl>\nuse x; <D>\n</Perl>\nA", "Perl[]{} A[]"},
		{"A ${B} %{C}", "A[${B}|%{C}]"},
		{"\ufeffA b", "A[b]"},
	} {
		if got := show(parse(c.text).Body); got != c.want {
			t.Errorf("%q: %s, want %s", c.text, got, c.want)
		}
	}
}

func TestProblems(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"A b\n<D>\n</D>", ""},
		{"<D>\n</E>\n</D>", "2 2: </E> closes no section"},
		{"<D>\n<E>\n</D>", "3 2: expected </E> but saw </D>"},
		{"<D>\nA\n", "1 2: <D> is not closed"},
		{"<D>\n</D", `2 2: </D has no closing ">"`},
		{"<D /a\n</D>", `1 3: <D has no closing ">"`},
		{"<IfModule x>\nA", "1 1: <IfModule> is not closed"},
		{"<IfModule x>\n</IfModule> x", "2 1: text after </IfModule>"},
		{"<D> x\n</D>", `1 0: text after ">" is not read`},
		{"A \"b c", "1 0: the quote is not closed on this line"},
		{"\ufeffA", "1 3: the file starts with an invisible byte order mark"},
		{"A\u00a0b", "1 0: a no-break space stands where a blank looks to be"},
		{"A \u201cb\u201d", "1 0: a typographic quote is no quote to httpd"},
		{"</D\\\n>", "2 2: </D> closes no section"},
	} {
		var got []string
		for _, p := range parse(c.text).Problems {
			got = append(got, fmt.Sprintf("%d %d: %s", p.Line, p.Refusal, p.Message))
		}
		if joined := strings.Join(got, "; "); joined != c.want {
			t.Errorf("%q: %q, want %q", c.text, joined, c.want)
		}
	}
}

func TestPlaces(t *testing.T) {
	c := parse("# note \\\n more\nAlias /a \\\r\n  \"/b c\"\n<Directory \"/b\">\n  Options None\n</Directory>\n")
	alias, dir := c.Body[0], c.Body[1]
	for _, p := range []struct {
		name string
		span audit.Span
		want string
	}{
		{"comment", c.Comments[0], "# note \\\n more"},
		{"name", alias.Name.Span, "Alias"},
		{"first argument", alias.Args[0].Span, "/a"},
		{"argument on the next line", alias.Args[1].Span, `"/b c"`},
		{"all arguments", alias.Rest, "/a \\\r\n  \"/b c\""},
		{"whole directive", alias.Open, "Alias /a \\\r\n  \"/b c\""},
		{"name of a section", dir.Name.Span, "Directory"},
		{"opening tag", dir.Open, `<Directory "/b">`},
		{"closing tag", dir.Close, "</Directory>"},
		{"whole section", dir.Span(), "<Directory \"/b\">\n  Options None\n</Directory>"},
	} {
		if got := p.span.Text(); got != p.want {
			t.Errorf("%s: %q, want %q", p.name, got, p.want)
		}
	}
	if alias.Last != 4 || dir.Body[0].Parent != dir {
		t.Errorf("Last is %d, parent %v", alias.Last, dir.Body[0].Parent)
	}
}

func TestDeepNestingIsCut(t *testing.T) {
	c := parse(strings.Repeat("<D>\n", 1000) + "A\n" + strings.Repeat("</D>\n", 1000) + "B\n")
	if n := len(c.Body); n != 2 || !c.Body[1].Is("B") {
		t.Errorf("%d directives at the top", n)
	}
	if len(c.Problems) != 1 || !strings.Contains(c.Problems[0].Message, "200 sections") {
		t.Errorf("problems: %v", c.Problems)
	}
}

func TestProblemsAreCapped(t *testing.T) {
	if n := len(parse(strings.Repeat("</D>\n", 5000)).Problems); n != maxProblems+1 {
		t.Errorf("%d problems", n)
	}
}
