package httpdconf

import (
	"strings"
	"testing"

	"preflight/rules/audit"
)

// FuzzParse checks that no text makes the parser panic, that every place lies
// in the text and in the section around it, and that nothing is read twice.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"<VirtualHost *:80>\n A b \\\n c\n</VirtualHost>\n", "A \"b\\\" c' d\n# x \\\ny", "<A\n</B>\n</A></A>\n<IfModule !x>",
		"{{ a }} <% b %>\n```\n", "\ufeff\u00a0A\x00b\xff\r", "<Perl>\n</PerL> x\n", "\\\n\\\r\n\\", "<>", "</>", "<", "</",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c := parse(text)
		last := 0
		Walk(c.Body, func(d *Directive) bool {
			inside(t, c.File, append(append([]Word{}, d.Args...), d.Name)...)
			if d.Open.Start < last || d.Open.End < d.Open.Start {
				t.Fatalf("%q at %d overlaps what is before it, up to %d", d.Open.Text(), d.Open.Start, last)
			}
			last = d.Open.End
			if whole := d.Span(); whole.Start != d.Open.Start || whole.End < d.Open.End {
				t.Fatalf("section %v of opening tag %v", whole, d.Open)
			}
			return true
		})
		for _, p := range c.Problems {
			if p.Span.End > len(text) || p.Message == "" {
				t.Fatalf("problem %v", p)
			}
		}
	})
}

func inside(t *testing.T, file *audit.File, words ...Word) {
	t.Helper()
	for _, w := range words {
		if w.Span.Start > w.Span.End || w.Span.End > len(file.Text) {
			t.Fatalf("word %q at %d to %d of %d", w.Value, w.Span.Start, w.Span.End, len(file.Text))
		}
		if w.Quote == 0 && !strings.Contains(w.Span.Text(), `\`) && w.Value != w.Span.Text() {
			t.Fatalf("word %q is %q in the text", w.Value, w.Span.Text())
		}
	}
}

// FuzzFill checks that macros with any body are filled without a panic, within
// the limit of a line, and with places in the body.
func FuzzFill(f *testing.F) {
	f.Add("<Macro M $a>\nServerName $a\n</Macro>\n", "x y")
	f.Add("<Macro M a aa>\n<Directory aaa>\n$x \"aa\n</Directory>\n</Macro>\n", "a")
	f.Add("<Macro M $a>\n$a\n<$a $a>\n</Macro>\n", "")
	f.Fuzz(func(t *testing.T, text, value string) {
		c := parse(text)
		Walk(c.Body, func(d *Directive) bool {
			m := MacroOf(d)
			if m == nil {
				return true
			}
			values := make([]string, len(m.Params))
			for i := range values {
				values[i] = value
			}
			Walk(d.Body, func(line *Directive) bool {
				filled := m.Fill(line, values)
				switch {
				case filled == nil:
				case len(filled.Text) > maxFilled+len(line.Name.Value) && filled.Filled:
					t.Fatalf("%d bytes of %q", len(filled.Text), line.Text)
				case filled.Filled != m.Mentions(line):
					t.Fatalf("%q is filled: %v", line.Text, filled.Filled)
				}
				return true
			})
			return true
		})
	})
}
