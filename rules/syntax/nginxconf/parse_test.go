package nginxconf

import (
	"fmt"
	"strings"
	"testing"

	"preflight/rules/audit"
)

func known(name string) bool {
	return strings.Contains(" server listen root location add_header http events map types server_name proxy_pass index ", " "+name+" ")
}

func parse(text string) *Config {
	return Parse(&audit.File{Name: "nginx.conf", Text: text}, known)
}

// show writes the tree on one line: words in brackets, blocks in braces.
func show(body []*Directive) string {
	var out []string
	for _, d := range body {
		s := d.Name.Value
		for _, a := range d.Args {
			s += "[" + a.Value + "]"
		}
		switch {
		case d.Raw:
			s += "{raw}"
		case d.HasBlock():
			s += "{" + show(d.Block) + "}"
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

// problems gives the messages with their lines.
func problems(c *Config) string {
	var out []string
	for _, p := range c.Problems {
		out = append(out, fmt.Sprintf("%d: %s", p.Span.Line(), p.Message))
	}
	return strings.Join(out, "; ")
}

func TestParse(t *testing.T) {
	cases := []struct{ name, text, tree, problems string }{
		{"empty", "", "", ""},
		{"words", "root /srv/a;", "root[/srv/a]", ""},
		{"block", "server { listen 80; }", "server{listen[80]}", ""},
		{"comment", "# a;\nroot /a; # b", "root[/a]", ""},
		{"hash inside a word", "root /a#b;", "root[/a#b]", ""},
		{"double quotes", `add_header X "a; b}";`, "add_header[X][a; b}]", ""},
		{"escapes", `add_header X "a\"\t\d\\";`, "add_header[X][a\"\t\\d\\]", ""},
		{"escaped end", `root a\;b;`, `root[a\;b]`, ""},
		{"variable in braces", "root ${a}b;", "root[${a}b]", ""},
		{"closing brace inside a word", "root a}b;", "root[a}b]", ""},
		{"map entries", `map $a $b { default 0; ~^x 1; "a b" 2; }`, "map[$a][$b]{default[0] ~^x[1] a b[2]}", ""},

		{"forgotten semicolon", "server {\n  listen 80\n  root /a;\n}", "server{listen[80] root[/a]}", `2: missing ";" at the end of listen`},
		{"continued arguments", "server_name a\n  b;\nroot /a;", "server_name[a][b] root[/a]", ""},
		{"an unknown name, then a known one", "frob x\n    root /a;", "frob[x] root[/a]", `1: missing ";" at the end of frob`},
		{"no value in a message", "/srv/x y\n    root /a;", "/srv/x[y] root[/a]", `1: missing ";" at the end of a directive`},
		{"semicolon before a brace", "server { root /a }\nindex x;", "server{root[/a]} index[x]", `1: missing ";" before "}"`},
		{"end of the text", "root /a", "root[/a]", `1: missing ";" at the end of the text`},
		{"extra brace", "server { }\n}\nroot /a;", "server{} root[/a]", `2: unexpected "}": no block is open`},
		{"stray semicolon", ";root /a;", "root[/a]", `1: unexpected ";"`},
		{"block without a name", "{ root /a; }", "root[/a]", `1: unexpected "{"`},
		{"block left open", "http {\nserver {\nroot /a;", "http{server{root[/a]}}", `2: "server" has no closing brace; 1: "http" has no closing brace`},
		{"unclosed quote", "root \"/a;\nindex x;", "root[/a] index[x]", `1: missing closing "`},
		{"quote closed by the next one", "root \"/a;\nadd_header X \"b\";", "root[/a] add_header[X][b]", `1: missing closing "`},
		{"text after a quote", `root "a"b;`, "root[a][b]", `1: unexpected "b" after a closing quote`},
		{"repetition without quotes", "location ~ ^/a{2,3}$ { }", "location[~][^/a{2,3}$]{}", `1: {2,3} in a regular expression needs quotes around it`},
		{"no-break space", "root\u00a0/a;", "root[/a]", "1: invisible or look-alike character: no-break space (U+00A0)"},
		{"byte order mark", "\ufeffroot /a;", "root[/a]", "1: invisible or look-alike character: byte order mark (U+FEFF)"},
		{"curly quotes", "root “/a”;", "root[“/a”]", "1: invisible or look-alike character: left double quote (U+201C)"},

		{"jinja value", "root {{ path }}/a;", "root[{{ path }}/a]", "1: template placeholder: its value is not known"},
		{"jinja statement", "{% if x %}\nroot /a;\n{% endif %}", "root[/a]", "1: this is no nginx directive and is skipped"},
		{"ruby value", "root <%= path %>;", "root[<%= path %>]", "1: template placeholder: its value is not known"},
		{"Markdown fence", "```nginx\nroot /a;\n```\n", "root[/a]", "1: this is no nginx directive and is skipped"},
		{"YAML keys", "data:\n  default.conf: |\n    server {\n      listen 80;\n    }\n", "server{listen[80]}", "1: this is no nginx directive and is skipped"},

		{"Lua block", "content_by_lua_block {\n  -- don't }\n  local s = \"a\\\"}\" .. [[ } ]] .. [=[ ]] } ]=]\n  --[[ } ]]\n  if x then y = {} end\n}\nroot /a;", "content_by_lua_block{raw} root[/a]", ""},
		{"Lua left open", "content_by_lua_block { x = {", "content_by_lua_block{raw}", `1: "content_by_lua_block" has no closing brace`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := parse(c.text)
			if tree := show(got.Parts[0].Body); tree != c.tree {
				t.Errorf("tree\n got %s\nwant %s", tree, c.tree)
			}
			if p := problems(got); p != c.problems {
				t.Errorf("problems\n got %s\nwant %s", p, c.problems)
			}
		})
	}
}

func TestSpans(t *testing.T) {
	text := "server { # c\n  add_header \"X\"\n    'a\\'b' ;\n}"
	c := parse(text)
	server := c.Parts[0].Body[0]
	d := server.Block[0]
	for want, got := range map[string]string{
		text:                              server.Span().Text(),
		"add_header \"X\"\n    'a\\'b' ;": d.Span().Text(),
		"add_header \"X\"\n    'a\\'b'":   d.Head().Text(),
		`'a\'b'`:                          d.Args[1].Span.Text(),
		`a\'b`:                            d.Args[1].Raw(),
		"a'b":                             d.Args[1].Value,
		"# c":                             c.Comments[0].Text(),
		"{":                               text[server.Open : server.Open+1],
		"}":                               text[server.Close : server.Close+1],
		";":                               text[d.Semi : d.Semi+1],
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestDump(t *testing.T) {
	c := parse("nginx: the configuration file /etc/nginx/nginx.conf syntax is ok\n" +
		"# configuration file /etc/nginx/nginx.conf:\nhttp { include a.conf; }\n\n" +
		"# configuration file /etc/nginx/a.conf:\nserver { }\n")
	var got []string
	for _, p := range c.Parts {
		got = append(got, p.Name+" "+show(p.Body))
	}
	want := "nginx.conf |/etc/nginx/nginx.conf http{include[a.conf]}|/etc/nginx/a.conf server{}"
	if s := strings.Join(got, "|"); s != want {
		t.Errorf("got  %s\nwant %s", s, want)
	}
}

// TestHostile reads texts on which a quadratic reader needs minutes.
func TestHostile(t *testing.T) {
	const mega = 1 << 20
	for name, text := range hostile(mega) {
		t.Run(name, func(t *testing.T) {
			c := parse(text)
			if len(c.Problems) == 0 {
				t.Error("no problem is reported")
			}
			lossless(t, c)
		})
	}
}

func hostile(n int) map[string]string {
	return map[string]string{
		"opening braces": strings.Repeat("{", n), "closing braces": strings.Repeat("}", n), "backslashes": strings.Repeat(`\`, n),
		"quotes": strings.Repeat(`"`, n+1), "one word": strings.Repeat("a", n), "NUL": strings.Repeat("\x00", n),
		"invalid UTF-8": strings.Repeat("\xff\xfe;", n/3), "nested blocks": strings.Repeat("a{", 100_000),
		"semicolons": strings.Repeat(";", n), "escaped quotes": strings.Repeat("\"\\\";\n", n/5),
		"unclosed quotes": strings.Repeat("a \"b;\n'", n/7), "placeholders": strings.Repeat("{{", n/2) + " x",
		"percent": strings.Repeat("{%", n/2), "angles": strings.Repeat("a<%", n/3), "Lua": "x_by_lua_block {" + strings.Repeat("[=", n/2),
		"Lua brackets": "x_by_lua_block {" + strings.Repeat("[[", n/2), "Lua comments": "x_by_lua_block {" + strings.Repeat("--[[", n/4),
		"lines without ends": strings.Repeat("root /a\n", n/8), "dollars": strings.Repeat("${", n/2), "repetitions": strings.Repeat("a{2}", n/4),
	}
}

// lossless checks that every token lies in the text in order, and that only
// blanks, comments and what is listed as skipped stand between tokens.
func lossless(t *testing.T, c *Config) {
	t.Helper()
	covered := make([]byte, len(c.File.Text))
	mark := func(start, end int) {
		if start < 0 || end > len(covered) || start > end {
			t.Fatalf("span %d–%d lies outside the text", start, end)
		}
		for i := start; i < end; i++ {
			if covered[i]++; covered[i] > 1 {
				t.Fatalf("offset %d is read twice", i)
			}
		}
	}
	for _, s := range append(c.Comments, c.Skipped...) {
		mark(s.Start, s.End)
	}
	for _, part := range c.Parts {
		Walk(part.Body, func(d *Directive) bool {
			for _, w := range append([]Word{d.Name}, d.Args...) {
				mark(w.Span.Start, w.Span.End)
			}
			for _, at := range []int{d.Semi, d.Open, d.Close} {
				if at >= 0 {
					mark(at, at+1)
				}
			}
			if d.Raw {
				end := d.End()
				if d.Close >= 0 {
					end = d.Close
				}
				mark(d.Open+1, end)
			}
			return true
		})
	}
	for _, p := range c.Problems {
		if p.Span.Start > p.Span.End || p.Span.End > len(covered) || p.Stop > len(covered) {
			t.Fatalf("problem %q lies outside the text", p.Message)
		}
	}
	gaps(t, c, covered)
}

// gaps allows, outside tokens: blanks, and braces, semicolons and look-alike
// characters that a problem names.
func gaps(t *testing.T, c *Config, covered []byte) {
	t.Helper()
	for _, p := range c.Problems {
		if len(c.Problems) > maxProblems {
			return // not every one is listed
		}
		for i := p.Span.Start; i < p.Span.End; i++ {
			covered[i] = 1
		}
	}
	for i, n := range covered {
		if n == 0 && !strings.ContainsRune(" \t\r\n}", rune(c.File.Text[i])) {
			t.Fatalf("offset %d (%q) of %q is in no token", i, c.File.Text[i], c.File.Text)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"server { listen 80; }", "a \"b;\n'c\\'", "map $a $b { ~^x{2} 1; }", "{{ x }}{% y %}<%= z %>;", "# configuration file /a:\nx;",
		"x_by_lua_block { --[[ ]] [==[ ]==] \"\\\"\" }", "\ufeffroot\u00a0/a;", "a:\n  b: c\n```\n}", "a\\", "${", "\"a\"b{c}",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) { lossless(t, parse(text)) })
}

func BenchmarkParse(b *testing.B) {
	one := "server {\n    listen 80;\n    server_name a.example; # name\n    location ~ \"^/x\" {\n        add_header X \"a\\\"b\" always;\n    }\n}\n"
	for _, size := range []int{100 << 10, 1 << 20} {
		text := strings.Repeat(one, size/len(one))
		b.Run(fmt.Sprintf("%dKB", size>>10), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				parse(text)
			}
		})
	}
}
