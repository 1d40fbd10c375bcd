package exact

import (
	"os"
	"strings"
	"testing"

	"preflight/rules/audit"
	"preflight/rules/systemd"
)

// TestValues holds which values systemd 252 reads and which it ignores with a
// warning: verdict, section and line, as "systemd-analyze security" logs them.
func TestValues(t *testing.T) {
	text, err := os.ReadFile("testdata/values-252.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		verdict, rest, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		section, assignment, _ := strings.Cut(rest, "\t")
		got := "read"
		if ignores("[" + section + "]\n" + assignment + "\n[Service]\nExecStart=/bin/true\n") {
			got = "ignored"
		}
		if got != verdict {
			t.Errorf("%s: %s, systemd: %s", assignment, got, verdict)
		}
	}
}

// ignores reports whether the audit finds a value that systemd ignores.
func ignores(unit string) bool {
	file := &audit.File{Name: "shop.service", Kind: systemd.Kind, Text: unit}
	stack := audit.NewStack([]*audit.File{file}, audit.Targets{"systemd": {252}}, nil)
	systemd.Format.Audit(stack)
	for _, v := range stack.Report().Verdicts {
		if v.Rule == "systemd/ignored-value" && v.Outcome == audit.Fail {
			return true
		}
	}
	return false
}
