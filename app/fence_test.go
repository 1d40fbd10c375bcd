package app

import (
	"reflect"
	"testing"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

func TestParseFence(t *testing.T) {
	for info, want := range map[string]fence{
		"":                                 {},
		"sh":                               {kind: "sh"},
		"nginx bad line=3,7":               {kind: "nginx", word: "bad", marked: []int{3, 7}},
		"python good file=base.py":         {kind: "python", word: "good", file: "base.py"},
		"nginx fixed target=nginx=1.24":    {kind: "nginx", word: "fixed"},
		"nginx unknown line=x file=a.conf": {kind: "nginx", word: "unknown", file: "a.conf"},
	} {
		if got := parseFence(info); !reflect.DeepEqual(got, want) {
			t.Errorf("%q: got %+v, want %+v", info, got, want)
		}
	}
}

func TestProse(t *testing.T) {
	for source, want := range map[string]string{
		"# Title\n\ntext":                       "<h2>Title</h2><p>text</p>",
		"a *b* **c** `d<e`":                     "<p>a<em>b</em><strong>c</strong><code>d&lt;e</code></p>",
		"one\ntwo":                              "<p>onetwo</p>",
		"- x\n- y":                              "<ul><li><span>x</span></li><li><span>y</span></li></ul>",
		"<script>alert(1)</script>":             "",
		"a <b onclick=x>bold</b>":               "<p>abold</p>",
		"[x](javascript:alert(1))":              "<p><span>x</span></p>",
		"[x](http://example.com)":               "<p><span>x</span></p>",
		"[x](//example.com)":                    "<p><span>x</span></p>",
		"![alt](https://example.com/x.png)":     "<p>alt</p>",
		`1\. a &lt; b`:                          "<p>1. a &lt; b</p>",
		"[g](/guide/privacy)":                   `<p><a href="/guide/privacy">g</a></p>`,
		"| a | b |\n|---|---|\n| 1 | `2` |\n\n": "<table><thead><tr><th>a</th><th>b</th></tr></thead><tr><td>1</td><td><code>2</code></td></tr></table>",
	} {
		got := flat(app.HTMLString(&prose{Markdown: source, Level: 2}))
		if !contains(got, want) {
			t.Errorf("%q gives %s, want %s", source, got, want)
		}
	}
}

func TestLinksLeadOutSafely(t *testing.T) {
	got := flat(app.HTMLString(&prose{Markdown: "<https://example.com/a>", Level: 2}))
	for _, want := range []string{`href="https://example.com/a"`, `rel="noopener noreferrer"`, `target="_blank"`} {
		if !contains(got, want) {
			t.Errorf("%s lacks %s", got, want)
		}
	}
}

func TestBlocksWithNamesOpenTogether(t *testing.T) {
	source := "```nginx bad file=a.conf\na\n```\n```python bad file=settings.py\nb\n```\n```nginx fixed file=a.conf\nc\n```\n```nginx bad\nd\n```\n"
	open := func(app.Context, []example) {}
	got := flat(app.HTMLString(&prose{Markdown: source, Level: 2, open: open}))
	for _, want := range []string{">Open as 2 files<", ">Open as a file<"} {
		if !contains(got, want) {
			t.Errorf("%s lacks %s", got, want)
		}
	}
	w := &writer{source: []byte(source)}
	first := parseMarkdown(w.source).FirstChild()
	stack := w.stack(w.fenceOf(first), first)
	want := []example{{"a.conf", "nginx", "a\n"}, {"settings.py", "python", "b\n"}}
	if !reflect.DeepEqual(stack, want) {
		t.Errorf("got %+v", stack)
	}
	if again := w.stack(w.fenceOf(first.NextSibling()), first.NextSibling()); again != nil {
		t.Errorf("the second block opens %+v", again)
	}
}
