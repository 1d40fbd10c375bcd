package uwsgiini

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"preflight/rules/audit"
)

// dump writes a file as SECTION: KEY=VALUE, with ? for an open value.
func dump(f *File) string {
	var b strings.Builder
	for _, s := range f.Sections {
		fmt.Fprintf(&b, "[%s]", s.Name)
		for _, o := range s.Options {
			open := ""
			if o.Open {
				open = "?"
			}
			fmt.Fprintf(&b, " %s=%s%s", o.Key, o.Value, open)
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestParse(t *testing.T) {
	magic := func(c byte) (string, bool) { return "shop", c == 'n' }
	for _, c := range []struct{ text, want string }{
		{"[uwsgi]\nmaster = true\n", "[uwsgi] master=true\n"},
		{"[uwsgi]\r\n\tmaster\t=\ttrue \r\n", "[uwsgi] master=true\n"},
		{"[uwsgi]\nvacuum", "[uwsgi] vacuum=\n"},
		{"[uwsgi]\n; a\n  # b\nx = 1 ; kept # too\n", "[uwsgi] x=1 ; kept # too\n"},
		{"[uwsgi]\nx = a \\\n  b\n", "[uwsgi] x=a \\ b=\n"},
		{"[uwsgi]\nx = a=b\n", "[uwsgi] x=a=b\n"},
		{"[uwsgi]\nx = a\x00b\ny = 1\n", "[uwsgi] x=a y=1\n"},
		{"x = 1\n[uwsgi] ; no\nx = 2\n", "[] x=1\n[uwsgi] ; n] x=2\n"},
		{"[\nx = 1\n", "[] x=1\n"},
		{"[uwsgi]\nx = /run/%n.sock\ny = %dmedia\nz = 100%%\n", "[uwsgi] x=/run/shop.sock y=%dmedia? z=100%\n"},
		{"[uwsgi]\nx = %(y)\nd = %Y-%m\n", "[uwsgi] x=%(y) d=-\n"},
		{"[uwsgi]\nx = 50%\ny = 1\nz = 2\n", "[uwsgi] x=50y = 1 z=2\n"},
		{"[%n]\n%n = 1\n", "[shop] shop=1\n"},
		{"", ""}, {"\n\n", ""}, {"%", ""},
	} {
		got := dump(Parse(&audit.File{Text: c.text}, magic))
		if got != c.want {
			t.Errorf("%q:\n got %q\nwant %q", c.text, got, c.want)
		}
	}
}

func TestSpans(t *testing.T) {
	f := Parse(&audit.File{Text: "[uwsgi]\n  socket =  /run/%n/%d.sock  \n"}, func(c byte) (string, bool) { return "a longer name", c == 'n' })
	o := f.Of("uwsgi")[0]
	if o.KeySpan.Text() != "socket" || o.ValueSpan.Text() != "/run/%n/%d.sock" || o.Span.Text() != "socket =  /run/%n/%d.sock" {
		t.Errorf("key %q, value %q, option %q", o.KeySpan.Text(), o.ValueSpan.Text(), o.Span.Text())
	}
	if o.Value != "/run/a longer name/%d.sock" || !o.Open {
		t.Errorf("value %q, open %v", o.Value, o.Open)
	}
}

func TestLostPercentSigns(t *testing.T) {
	f := Parse(&audit.File{Text: "[uwsgi]\nlogto = /var/log/%Y.log\n"}, nil)
	if lost := f.Of("uwsgi")[0].Lost; len(lost) != 1 || lost[0].Text() != "%Y" {
		t.Errorf("lost %v", lost)
	}
}

func TestProblems(t *testing.T) {
	for text, want := range map[string]string{
		"[uwsgi]\n= 1\n":          "no option is named before the =",
		"[uwsgi]\n# 50%\nx = 1\n": "a percent sign at the end of a line joins it with the next one",
		"\ufeff[uwsgi]\nx=1\n":    "a byte order mark stands before the first line, which uWSGI takes for a part of it",
	} {
		if p := Parse(&audit.File{Text: text}, nil).Problems; len(p) != 1 || p[0].Message != want {
			t.Errorf("%q: %v", text, p)
		}
	}
}

// TestHostileTextIsReadInTime gives a megabyte of what a careless reader takes
// too long over. The bound is a hundred times what it takes.
func TestHostileTextIsReadInTime(t *testing.T) {
	const n = 1 << 20
	for _, unit := range []string{"%", "%n", "[", "=", "x=%n\n", "\n", "%(", "a", "%\n", ";\n"} {
		start := time.Now()
		Parse(&audit.File{Text: "[uwsgi]\n" + strings.Repeat(unit, n/len(unit))}, nil)
		if d := time.Since(start); d > 5*time.Second {
			t.Errorf("%q takes %v", unit, d)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("[uwsgi]\nmaster = true\n; c\nx = %n%d%\ny\n")
	f.Fuzz(func(t *testing.T, text string) {
		file := &audit.File{Text: text}
		parsed := Parse(file, func(c byte) (string, bool) { return "value", c == 'n' })
		inside := func(s audit.Span) {
			if s.Start < 0 || s.End < s.Start || s.End > len(text) {
				t.Fatalf("span %d to %d of %d bytes", s.Start, s.End, len(text))
			}
		}
		for _, s := range parsed.Sections {
			for _, o := range s.Options {
				inside(o.Span)
				inside(o.KeySpan)
				inside(o.ValueSpan)
				if !strings.Contains(text, "%") && (o.KeySpan.Text() != o.Key || o.ValueSpan.Text() != o.Value) {
					t.Fatalf("%q=%q lies at %q=%q", o.Key, o.Value, o.KeySpan.Text(), o.ValueSpan.Text())
				}
			}
		}
		for _, c := range parsed.Comments {
			inside(c)
		}
	})
}
