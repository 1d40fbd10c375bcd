package unitfile

import (
	"fmt"
	"strings"
	"testing"

	"preflight/rules/audit"
)

// outline writes what was read, one line for each section and entry.
func outline(f *File) string {
	var out strings.Builder
	for _, part := range f.Parts {
		if part.Path != "" {
			fmt.Fprintf(&out, "part %s\n", part.Path)
		}
		for _, s := range part.Sections {
			fmt.Fprintf(&out, "[%s]\n", s.Name)
			for _, e := range s.Entries {
				fmt.Fprintf(&out, "%s=%q\n", e.Key, e.Value)
			}
		}
	}
	return out.String()
}

func parse(text string) *File {
	return Parse(&audit.File{Name: "a.service", Kind: "systemd", Text: text})
}

func TestLines(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"plain":                        {"[Service]\nA=1\nB = 2 \n", "[Service]\nA=\"1\"\nB=\"2\"\n"},
		"no line end at the end":       {"[Service]\nA=1", "[Service]\nA=\"1\"\n"},
		"CRLF":                         {"[Service]\r\nA=1\r\n\r\nB=2\r\n", "[Service]\nA=\"1\"\nB=\"2\"\n"},
		"lone CR ends a line":          {"[Service]\rA=1\rB=2", "[Service]\nA=\"1\"\nB=\"2\"\n"},
		"NUL ends a line":              {"[Service]\nA=1\x00B=2", "[Service]\nA=\"1\"\nB=\"2\"\n"},
		"byte order mark":              {"\uFEFF[Service]\nA=1\n", "[Service]\nA=\"1\"\n"},
		"comments":                     {"# x\n[Service]\n ; A=1\n#B=2\n", "[Service]\n"},
		"no comment behind a value":    {"[Service]\nA=1 # x\n", "[Service]\nA=\"1 # x\"\n"},
		"a comment's backslash":        {"[Service]\n# x \\\nA=1\n", "[Service]\nA=\"1\"\n"},
		"blanks around":                {"  [Service]\t\n\tA =\t1 \n", "[Service]\nA=\"1\"\n"},
		"empty value":                  {"[Service]\nA=\n", "[Service]\nA=\"\"\n"},
		"equals sign in a value":       {"[Service]\nA=B=C\n", "[Service]\nA=\"B=C\"\n"},
		"section twice":                {"[Service]\nA=1\n[Unit]\n[Service]\nB=2\n", "[Service]\nA=\"1\"\n[Unit]\n[Service]\nB=\"2\"\n"},
		"continuation":                 {"[Service]\nA=1 \\\n  2\nB=3\n", "[Service]\nA=\"1    2\"\nB=\"3\"\n"},
		"continuation at the end":      {"[Service]\nA=1 \\", "[Service]\nA=\"1\"\n"},
		"comment in a continuation":    {"[Service]\nA=1 \\\n# x\n2\n", "[Service]\nA=\"1  2\"\n"},
		"blank line ends it":           {"[Service]\nA=1 \\\n\nB=2\n", "[Service]\nA=\"1\"\nB=\"2\"\n"},
		"escaped backslash":            {"[Service]\nA=1\\\\\nB=2\n", "[Service]\nA=\"1\\\\\\\\\"\nB=\"2\"\n"},
		"three backslashes":            {"[Service]\nA=1\\\\\\\nB=2\n", "[Service]\nA=\"1\\\\\\\\ B=2\"\n"},
		"blank behind the backslash":   {"[Service]\nA=1 \\ \nB=2\n", "[Service]\nA=\"1 \\\\\"\nB=\"2\"\n"},
		"it swallows a section":        {"[Service]\nA=1 \\\n[Unit]\nB=2\n", "[Service]\nA=\"1  [Unit]\"\nB=\"2\"\n"},
		"key over two lines":           {"[Service]\nA \\\n=1\n", "[Service]\nA=\"1\"\n"},
		"assignment without section":   {"A=1\n[Service]\nB=2\n", "[Service]\nB=\"2\"\n"},
		"no equals sign":               {"[Service]\n.include /x\nB=2\n", "[Service]\nB=\"2\"\n"},
		"no key":                       {"[Service]\n=1\nB=2\n", "[Service]\nB=\"2\"\n"},
		"head with a comment":          {"[Service] # x\nB=2\n", "[Service]\nB=\"2\"\n"},
		"head without bracket":         {"[Service\nB=2\n", "[Service]\nB=\"2\"\n"},
		"head with blanks inside":      {"[ Service ]\nB=2\n", "[ Service ]\nB=\"2\"\n"},
		"names keep their case":        {"[service]\nuser=x\n", "[service]\nuser=\"x\"\n"},
		"LF CR are one line end":       {"[Service]\nA=1 \\\n\rB=2\n", "[Service]\nA=\"1  B=2\"\n"},
		"nothing":                      {"", ""},
		"what systemctl cat prints":    {"# /etc/a.service\n[Service]\nA=1 \\\n\n# /etc/a.service.d/x.conf\n[Service]\nA=2\n", "part /etc/a.service\n[Service]\nA=\"1\"\npart /etc/a.service.d/x.conf\n[Service]\nA=\"2\"\n"},
		"a section ends with its file": {"# /a.service\n[Service]\n# /a.service.d/b.conf\nA=1\n", "part /a.service\n[Service]\npart /a.service.d/b.conf\n"},
		"a path in a comment":          {"[Service]\n# /etc/a.service\nA=1\n", "[Service]\nA=\"1\"\n"},
	} {
		if got := outline(parse(c.text)); got != c.want {
			t.Errorf("%s: %q\ngot  %q\nwant %q", name, c.text, got, c.want)
		}
	}
}

func TestProblems(t *testing.T) {
	for text, want := range map[string]string{
		"[Service]\nA=1\n":             "",
		"A=1\n":                        `"A=1" stands before any section: systemd ignores it`,
		"[Service]\nfoo\n":             `"foo" no "=" in this line: systemd ignores it`,
		"[Service]\n=foo\n":            `"=foo" no key before "=": systemd ignores it`,
		"[Service] # x\n":              `! "[Service] # x" section head does not end in ]: systemd refuses the unit`,
		"[Ser\"vice]\n":                `! "[Ser\"vice]" odd characters in a section head: systemd refuses the unit`,
		"[Service]\nA=caf\xe9\n":       `! "A=caf\xe9" not UTF-8: systemd refuses the unit`,
		"[Service]\n# caf\xe9\n":       "",
		"[Service]\nA=\uFDD0\n":        "! \"A=\\ufdd0\" not UTF-8: systemd refuses the unit",
		"[Service]\nfoo \\\nbar baz\n": `"foo \\" no "=" in this line: systemd ignores it`,
	} {
		var got []string
		for _, p := range parse(text).Problems {
			line := fmt.Sprintf("%q %s", p.Span.Text(), p.Message)
			if p.Fatal {
				line = "! " + line
			}
			got = append(got, line)
		}
		if strings.Join(got, "\n") != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestLongLines(t *testing.T) {
	for _, c := range []struct {
		text    string
		refused bool
	}{
		{"[Service]\nA=" + strings.Repeat("x", maxLine-2) + "\n", false},
		{"[Service]\nA=" + strings.Repeat("x", maxLine-1) + "\n", true},
		{"[Service]\nA=x\\\n" + strings.Repeat("y", maxLine) + "\n", true},
	} {
		if got := parse(c.text).Parts[0].Refused != nil; got != c.refused {
			t.Errorf("%d bytes: refused %v, want %v", len(c.text), got, c.refused)
		}
	}
}

func TestPlaces(t *testing.T) {
	f := parse("[Service]\r\n  ExecStart = /bin/a \\\r\n  # why\r\n  --flag \\\r\n  last \r\nEmpty=\r\n")
	s := f.Parts[0].Sections[0]
	if got := s.Head.Text(); got != "[Service]" {
		t.Errorf("head %q", got)
	}
	e := s.Entries[0]
	if got := e.KeySpan.Text(); got != "ExecStart" {
		t.Errorf("key %q", got)
	}
	if got := e.ValueSpan().Text(); got != "/bin/a \\\r\n  # why\r\n  --flag \\\r\n  last" {
		t.Errorf("value %q", got)
	}
	for _, word := range []string{"/bin/a", "--flag", "last", "in/a"} {
		n := strings.Index(e.Value, word)
		if got := e.Place(n, n+len(word)).Text(); got != word {
			t.Errorf("place of %q is %q", word, got)
		}
	}
	if got := len(e.Pieces()); got != 3 {
		t.Errorf("%d pieces, want 3", got)
	}
	if v := s.Entries[1].ValueSpan(); v.Start != v.End || f.Source.Text[v.Start-1] != '=' {
		t.Errorf("empty value at %d", v.Start)
	}
	if got := f.Comments[0].Text(); got != "# why" {
		t.Errorf("comment %q", got)
	}
}

func TestAppend(t *testing.T) {
	for text, want := range map[string]string{
		"[Service]\nA=1\n\n[Install]\n": "[Service]\nA=1\nX=y\n\n[Install]\n",
		"[Service]\nA=1":                "[Service]\nA=1\nX=y",
		"[Service]\r\nA=1\r\n":          "[Service]\r\nA=1\r\nX=y\r\n",
		"[Service]\n# only\n":           "[Service]\nX=y\n# only\n",
		"[Service]\nA=1 \\\n 2\nfoo\n":  "[Service]\nA=1 \\\n 2\nX=y\nfoo\n",
	} {
		f := parse(text)
		got, err := audit.Apply(f.Source, []audit.Edit{f.Parts[0].Sections[0].Append("X=y")})
		if err != nil || got != want {
			t.Errorf("%q: got %q, %v", text, got, err)
		}
	}
}

// hostile are texts that a careless reader takes too long over.
func hostile() map[string]string {
	const n = 1 << 20
	return map[string]string{
		"backslashes":   strings.Repeat(`\`, n),
		"brackets":      strings.Repeat("[", n),
		"heads":         strings.Repeat("[\n", n/2),
		"continuations": "[Service]\nA=" + strings.Repeat("\\\n", n/2),
		"one line":      "[Service]\nA=" + strings.Repeat("x ", n/2),
		"keys":          "[Service]\n" + strings.Repeat("User=x\n", 100_000),
		"NUL":           strings.Repeat("\x00", n),
		"CR":            "[Service]\r" + strings.Repeat("A=1\r", n/4),
		"blank pieces":  "[Service]\nA=1" + strings.Repeat(" \\\n# c\n", n/8),
	}
}

// TestHostile would outlast the test's time if any of the texts cost more than
// linear time; BenchmarkHostile measures them.
func TestHostile(t *testing.T) {
	for name, text := range hostile() {
		f := parse(text)
		if len(f.Problems) > maxProblems+1 {
			t.Errorf("%s: %d problems", name, len(f.Problems))
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"[Service]\nA=1 \\\n# c\n 2\n", "\uFEFF[Unit]\r\nA = b\r\n", "# /a.service\n[Service]\n\n# /a.service.d/x.conf\nA=\x00B=1\r",
		"[\\\n]=\\", "a=1\\\n\\\n=", "[S]\nA\\\n= \\\n \\\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		file := parse(text)
		end := 0
		for _, part := range file.Parts {
			if part.Span.Start < end || part.Span.End < part.Span.Start {
				t.Fatalf("part at %d-%d behind %d", part.Span.Start, part.Span.End, end)
			}
			end = part.Span.End
			for _, s := range part.Sections {
				checkSection(t, text, s)
			}
		}
		if end != len(text) {
			t.Fatalf("the parts end at %d of %d", end, len(text))
		}
	})
}

func checkSection(t *testing.T, text string, s *Section) {
	if s.tail < s.Head.End || s.tail > len(text) {
		t.Fatalf("section tail %d", s.tail)
	}
	for _, e := range s.Entries {
		if e.KeySpan.Start < s.Head.End || e.ValueSpan().Start < e.KeySpan.End || e.Span.End > len(text) {
			t.Fatalf("entry %q at %d-%d", e.Key, e.Span.Start, e.Span.End)
		}
		for i, p := range e.pieces {
			n := p.span.End - p.span.Start
			if e.Value[p.at:p.at+n] != p.span.Text() {
				t.Fatalf("piece %d of %q is %q", i, e.Value, p.span.Text())
			}
		}
	}
}

func BenchmarkParse(b *testing.B) {
	text := "[Service]\n" + strings.Repeat("ExecStart=/usr/bin/true --flag \\\n  # why\n  --other\nUser=shop\n", 16_000)
	src := &audit.File{Text: text}
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Parse(src)
	}
}

func BenchmarkHostile(b *testing.B) {
	for name, text := range hostile() {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				parse(text)
			}
		})
	}
}
