package yaml

import (
	"strconv"
	"strings"
	"testing"

	"preflight/rules/audit"
)

func parse(text string) *Document { return Parse(&audit.File{Name: "x.yml", Text: text}) }

// show writes a node as JSON would, with ? for what is not claimed.
func show(n *Node) string {
	var parts []string
	switch n.Kind {
	case Null:
		return "null"
	case Scalar:
		if n.Quoted {
			return strconv.Quote(n.Text)
		}
		return n.Text
	case Sequence:
		for _, item := range n.Items {
			parts = append(parts, show(item))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case Mapping:
		for _, p := range n.Pairs {
			parts = append(parts, p.Key+": "+show(p.Value))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	}
	return "?"
}

func TestParse(t *testing.T) {
	for text, want := range map[string]string{
		"a: 1\nb:\n  c: x y # no\n  d:\ne: ~":               "{a: 1, b: {c: x y, d: null}, e: null}",
		"a:\n- 1\n- 2\nb:\n  - x":                           "{a: [1, 2], b: [x]}",
		"- a: 1\n  b: 2\n- - x\n  - y\n-\n  z: 1":           "[{a: 1, b: 2}, [x, y], {z: 1}]",
		`a: "x\n\"y\" \x41 \u00e9"`:                         `{a: "x\n\"y\" A é"}`,
		"a: 'it''s'\n'b c': 1\n\"d\": 2":                    `{a: "it's", b c: 1, d: 2}`,
		"a: one\n  two\n  three # c\nb: 1":                  "{a: one two three, b: 1}",
		"a: \"one\n  two\"\nb: 1":                           `{a: "one two", b: 1}`,
		"a: >\n  one\n  two\n\n  three\nb: 1":               `{a: "one two\nthree", b: 1}`,
		"a: |-\n  one\n    two # kept\nb: 1":                `{a: "one\n  two # kept", b: 1}`,
		"a: |\n  one\n\n\n  two":                            `{a: "one\n\n\ntwo"}`,
		"a: >\n  one\n    two\n  three":                     `{a: "one\n  two\nthree"}`,
		"a: \"one\n\n  two\\\n   \\ three\"":                `{a: "one\ntwo three"}`,
		"a: [1, 'b, c', \"d\", [e]] # c\nb: {x: 1, y: , z}": `{a: [1, "b, c", "d", [e]], b: {x: 1, y: null, z: null}}`,
		"b: {x: 1, y: [a, b], z}":                           "{b: {x: 1, y: [a, b], z: null}}",
		"a: [\n  \"b\", # c\n  c d,\n]\ne: 1":               `{a: ["b", c d], e: 1}`,
		"x: &d\n  k: 1\ny: *d\nz:\n  <<: *d\n  m: 2":        "{x: {k: 1}, y: {k: 1}, z: {<<: {k: 1}, m: 2}}",
		"a: &x v\nb: *x\nc: *y":                             "{a: v, b: v, c: ?}",
		"a: !secret x\nb: 1":                                "{a: ?, b: 1}",
		"a: b: c":                                           "{a: b: c}",
		"url: http://x:80/#y":                               "{url: http://x:80/#y}",
		"--- # c\na: 1\n---\nb: 2":                          "{a: 1}",
		"%YAML 1.2\n---\na: 1\n...\nb":                      "{a: 1}",
		"just text":                                         "just text",
		"":                                                  "null",
		"a: \"open\nb: 1":                                   "{a: ?, b: 1}",
		"a: [1, 2\nb: 1":                                    "{a: ?, b: 1}",
		"a: [null, ~]":                                      "{a: [null, null]}",
		"a: [b: c]":                                         "{a: ?}",
		"\ufeffa: 1\r\nb: 2\r\n":                            "{a: 1, b: 2}",
		"a:\n  - b\n  c: 1\nd: 2":                           "{a: [b], d: 2}",
	} {
		if got := show(parse(text).Root); got != want {
			t.Errorf("%q:\n got %s\nwant %s", text, got, want)
		}
	}
}

func TestGet(t *testing.T) {
	d := parse("a: &a {k: 1}\nb: &b {k: 2, m: 3}\nc:\n  <<: [*a, *b]\n  n: 4\nd: !x y\n")
	c := d.Root.Get("c")
	for key, want := range map[string]string{"k": "1", "m": "3", "n": "4"} {
		if got := c.Get(key); got == nil || got.Text != want {
			t.Errorf("%s: %+v, want %s", key, got, want)
		}
	}
	if c.Get("o") != nil {
		t.Error("a key that is nowhere is found")
	}
	if got := d.Root.Get("d").Get("x"); got == nil || got.Kind != Unseen {
		t.Errorf("an entry of what is not read: %+v, want one not seen", got)
	}
}

func TestPlaces(t *testing.T) {
	d := parse("s:\n  web:\n    command: >\n      gunicorn\n      -b :80\n    list: [a, 'b c']\n")
	web := d.Root.Get("s").Get("web")
	if got := web.Get("command").Span; got.Line() != 4 || got.Text() != "gunicorn\n      -b :80" {
		t.Errorf("%q on line %d", got.Text(), got.Line())
	}
	if got := web.Get("list").Items[1].Span.Text(); got != "'b c'" {
		t.Error(got)
	}
}

func TestProblems(t *testing.T) {
	for text, want := range map[string]int{"a: 1": 0, "a: \"b": 1, "a: \"b\" c": 1, "a: 1\nb\nc: 2": 1, "a:\n  b: 1\n c: 2": 1} {
		if got := parse(text).Problems; len(got) != want {
			t.Errorf("%q: %d problems, want %d", text, len(got), want)
		}
	}
}

// TestHostile reads texts over which a careless reader takes minutes.
func TestHostile(t *testing.T) {
	for _, piece := range []string{"[", "{", "- ", "a: ", "a:\n", "\"", "&a ", "a: |\n", "*a\n", "? ", "a: [\n", "\\", " ", "a: \"\n"} {
		parse(strings.Repeat(piece, 300_000/len(piece)))
	}
	var deep strings.Builder
	for i := range 1000 {
		deep.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	parse(deep.String())
	merged := "a0: &a0 {k: 1}\n"
	for i := 1; i < 60; i++ {
		merged += "a" + strconv.Itoa(i) + ": &a" + strconv.Itoa(i) + " {<<: [*a" + strconv.Itoa(i-1) + ", *a" + strconv.Itoa(i-1) + "]}\n"
	}
	last := parse(merged).Root.Get("a59")
	if got := last.Get("k"); got == nil || got.Text != "1" {
		t.Error("a chain of merges is not followed")
	}
	if got := last.Get("l"); got == nil || got.Kind != Unseen {
		t.Error("something is claimed of mappings that nobody can look through")
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{"a: [1, {b: c}]", "- - a: |\n   x", "a: &b\n  <<: *b", "\"a\": 'b'\n# c", "a: >-\n\n x\n\ny"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d := parse(text)
		d.Root.Get("a")
		for _, c := range d.Comments {
			if c.Start >= c.End || c.Text()[0] != '#' {
				t.Fatalf("%q: comment %q", text, c.Text())
			}
		}
	})
}
