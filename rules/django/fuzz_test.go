package django

import (
	"os"
	"strings"
	"testing"
	"time"

	"preflight/rules/audit"
)

// FuzzAudit holds that no text makes the audit of settings panic, and that
// every verdict and edit lies inside its file.
func FuzzAudit(f *testing.F) {
	for _, text := range hostile {
		if len(text) < 2_000 {
			f.Add(text)
		}
	}
	for _, name := range []string{"careful.py", "blindspots.py"} {
		text, err := os.ReadFile("testdata/" + name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	f.Fuzz(func(t *testing.T, text string) {
		base, rest, _ := strings.Cut(text, "#####")
		files := []*audit.File{
			{Name: "settings.py", Kind: "django", Text: base},
			{Name: "base.py", Kind: "django", Text: rest},
		}
		stack := audit.NewStack(files, nil, nil)
		watch := time.AfterFunc(time.Minute, func() { panic("the audit does not end") })
		defer watch.Stop()
		Format.Audit(stack)
		report := stack.Report()
		if len(report.Crashes) > 0 {
			t.Fatal(report.Crashes)
		}
		for _, v := range report.Verdicts {
			inFile(t, v.Span)
			if v.Fix == nil {
				continue
			}
			for _, e := range v.Fix.Edits {
				inFile(t, e.Span)
			}
		}
	})
}

func inFile(t *testing.T, s audit.Span) {
	t.Helper()
	if s.IsZero() || s.Start < 0 || s.Start > s.End || s.End > len(s.File.Text) {
		t.Fatalf("the span %d-%d lies outside its file", s.Start, s.End)
	}
}
