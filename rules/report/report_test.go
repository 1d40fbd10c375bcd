package report

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"preflight/rules/audit"
)

var update = flag.Bool("update", false, "write the golden files")

// sample is a report with one of everything that a report can say.
func sample() *audit.Report {
	conf := &audit.File{Name: "a.conf", Kind: "nginx", Text: "é;\nalias /srv/;\n# preflight: ignore test/accepted -- old client\nssl on;\n"}
	blob := &audit.File{Name: "b.bin", Kind: audit.KindUnknown, Text: "\x00"}
	catalogue := map[string]*audit.Rule{
		"test/accepted": {ID: "test/accepted", Severity: audit.Medium, Confidence: audit.Sure},
		"test/alias":    {ID: "test/alias", Severity: audit.High, Confidence: audit.Likely},
		"test/open":     {ID: "test/open", Severity: audit.Low, Confidence: audit.Sure},
		"test/ok":       {ID: "test/ok", Severity: audit.Info, Confidence: audit.Sure},
	}
	stack := audit.NewStack([]*audit.File{conf, blob}, audit.Targets{"nginx": audit.MustVersion("1.28")}, catalogue)
	stack.Problem(conf.Span(0, 2), "é is no directive")
	stack.Problem(blob.Span(0, 0), "the file is binary, not text; it is not audited")
	stack.Comment(conf.Line(3))
	set := audit.NewSet[*audit.File]("test")
	set.Add("alias", func(f *audit.File, r *audit.Reporter) {
		value := f.Span(strings.Index(f.Text, "/srv/"), strings.Index(f.Text, "/srv/")+5)
		fix := &audit.Fix{Title: "Drop the <slash>", Edits: []audit.Edit{{Span: value, Text: "/srv"}}}
		r.Fail(f.Line(2), "alias ends in a slash", fix).Also(f.Line(4))
	})
	set.Add("accepted", func(f *audit.File, r *audit.Reporter) { r.Fail(f.Line(4), "ssl is an old directive") })
	set.Add("open", func(f *audit.File, r *audit.Reporter) { r.Unknown(f.Line(1), "add the included file") })
	set.Add("ok", func(f *audit.File, r *audit.Reporter) { r.Pass(f.Line(4)) })
	set.Run(stack, conf, conf.Span(0, 0))
	return stack.Report()
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil || got != string(want) {
		t.Errorf("%s: %v\ngot\n%s\nwant\n%s", path, err, got, want)
	}
}

func TestJSON(t *testing.T) {
	var b strings.Builder
	if err := JSON(&b, "0.0.0", sample()); err != nil {
		t.Fatal(err)
	}
	golden(t, "sample.json", b.String())
}

func TestText(t *testing.T) {
	var b strings.Builder
	if err := Text(&b, sample()); err != nil {
		t.Fatal(err)
	}
	golden(t, "sample.txt", b.String())
}

func TestSARIF(t *testing.T) {
	var b strings.Builder
	rules := []*audit.Rule{
		{ID: "test/accepted", Title: "Accepted", Severity: audit.Medium, Confidence: audit.Sure},
		{ID: "test/alias", Title: "Alias ends in a slash", Severity: audit.High, Confidence: audit.Likely, CWE: "CWE-22"},
		{ID: "test/ok", Title: "Fine", Severity: audit.Info, Confidence: audit.Sure},
		{ID: "test/open", Title: "Open", Severity: audit.Low, Confidence: audit.Sure},
	}
	if err := SARIF(&b, "0.0.0", rules, sample()); err != nil {
		t.Fatal(err)
	}
	golden(t, "sample.sarif", b.String())
}

func TestMarkdown(t *testing.T) {
	var b strings.Builder
	if err := Markdown(&b, "0.0.0", sample()); err != nil {
		t.Fatal(err)
	}
	golden(t, "sample.markdown", b.String())
}

func TestCSV(t *testing.T) {
	var b strings.Builder
	if err := CSV(&b, sample()); err != nil {
		t.Fatal(err)
	}
	golden(t, "sample.csv", b.String())
}

// TestTextOfAFileStaysText: nothing that a file says is read as Markdown, HTML
// or a formula by whoever opens the report.
func TestTextOfAFileStaysText(t *testing.T) {
	for text, want := range map[string]string{
		"<script>":      `\<script\>`,
		"a|b":           `a\|b`,
		"[x](y)":        `\[x\](y)`,
		"two\nlines":    "two lines",
		"`code` and *b": "\\`code\\` and \\*b",
	} {
		if got := plain(text); got != want {
			t.Errorf("plain(%q) = %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string]string{"a`b": "`` a`b ``", "ab": "`ab`"} {
		if got := code(text); got != want {
			t.Errorf("code(%q) = %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string]string{"=cmd()": "'=cmd()", "-1": "'-1", "a=b": "a=b", "": ""} {
		if got := inert(text); got != want {
			t.Errorf("inert(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestFingerprintsMoveWithTheText(t *testing.T) {
	at := func(text string) *audit.Verdict {
		f := &audit.File{Name: "a", Text: text}
		i := strings.Index(text, "bad")
		return &audit.Verdict{Rule: "test/x", Span: f.Span(i, i+3)}
	}
	if fingerprint(at("bad")) != fingerprint(at("# new line\nbad")) {
		t.Error("a line above changes the fingerprint")
	}
}

func TestAnEmptyReportHasNoNulls(t *testing.T) {
	var b strings.Builder
	if err := JSON(&b, "0.0.0", &audit.Report{}); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(b.String(), "null") {
		t.Errorf("a list is null:\n%s", b.String())
	}
}

// A file that is not given opens many questions; the text asks for it once.
func TestTextAsksOnceForOneFile(t *testing.T) {
	file := &audit.File{Name: "settings.py", Kind: "django", Text: "a = 1\nb = 2\n"}
	for n, want := range map[int]int{5: 5, 6: 1} {
		report := &audit.Report{Files: []*audit.File{file}}
		for i := range n {
			report.Verdicts = append(report.Verdicts, &audit.Verdict{
				Rule: fmt.Sprint("django/rule-", i), Outcome: audit.Unknown, Span: file.Span(i, i+1), Message: "local.py is not among the files",
			})
		}
		var b strings.Builder
		if err := Text(&b, report); err != nil {
			t.Fatal(err)
		}
		if got := strings.Count(b.String(), "local.py"); got != want {
			t.Errorf("%d questions of one reason take %d lines, want %d:\n%s", n, got, want, b.String())
		}
	}
}
