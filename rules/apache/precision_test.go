package apache_test

import (
	"os"
	"path/filepath"
	"testing"

	"preflight/rules"
	"preflight/rules/audit"
)

// TestGoodConfigurationsAreLeftAlone audits configurations that people copy for
// good reasons, each a piece of a server: none has a finding that matters, and
// all of it is read.
func TestGoodConfigurationsAreLeftAlone(t *testing.T) {
	names, err := filepath.Glob("testdata/precision/*")
	if err != nil || len(names) < 6 {
		t.Fatalf("%d samples, %v", len(names), err)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		file := rules.NewFile(filepath.Base(name), text, "")
		report := rules.Audit([]*audit.File{file}, nil)
		if file.Kind != "apache" {
			t.Errorf("%s is taken for %s", name, file.Kind)
		}
		for _, p := range report.Problems {
			t.Errorf("%s:%d: %s", name, p.Span.Line(), p.Message)
		}
		for _, v := range report.Verdicts {
			if v.Outcome == audit.Fail && v.Severity >= audit.Medium {
				t.Errorf("%s:%d: %s %s: %s", name, v.Span.Line(), v.Severity, v.Rule, v.Message)
			}
		}
	}
}
