package apache

import (
	"os"
	"testing"

	"preflight/rules/audit"
)

// TestAHardenedServerIsQuiet audits a configuration without faults: every
// finding would be a false one, and nothing is left open.
func TestAHardenedServerIsQuiet(t *testing.T) {
	var files []*audit.File
	for _, name := range []string{"apache2.conf", "shop.conf"} {
		text, err := os.ReadFile("testdata/hardened/" + name)
		if err != nil {
			t.Fatal(err)
		}
		folder := ""
		if name == "shop.conf" {
			folder = "sites-enabled/"
		}
		files = append(files, &audit.File{Name: folder + name, Kind: Kind, Text: string(text)})
	}
	stack := audit.NewStack(files, nil, nil)
	Format.Audit(stack)
	report := stack.Report()
	passes := 0
	for _, v := range report.Verdicts {
		if v.Outcome == audit.Pass {
			passes++
			continue
		}
		t.Errorf("%s %s:%d %s: %s", v.Outcome, v.Span.File.Name, v.Span.Line(), v.Rule, v.Message)
	}
	for _, p := range report.Problems {
		t.Errorf("problem on line %d: %s", p.Span.Line(), p.Message)
	}
	if passes < 60 {
		t.Errorf("%d passes: the configuration is not looked at", passes)
	}
}
