package python

import (
	"os"
	"strings"
	"testing"

	"preflight/rules/audit"
)

// TestGolden compares trees and places with those that CPython 3.13 gives.
// testdata/golden.py writes the golden file and says how.
func TestGolden(t *testing.T) {
	snippets := strings.Split(read(t, "testdata/snippets.txt"), "----\n")
	golden := strings.Split(strings.TrimSuffix(read(t, "testdata/golden.txt"), "\n"), "\n")
	if len(snippets) != len(golden) {
		t.Fatalf("%d snippets, %d trees: run golden.py", len(snippets), len(golden))
	}
	for i, source := range snippets {
		m := Parse(&audit.File{Name: "settings.py", Text: source})
		for _, p := range m.Problems {
			t.Errorf("%q: %v: %s", source, p.Span.Position(), p.Message)
		}
		d := dump{places: true, file: m.File}
		d.body(m.Body)
		if got := d.out.String(); got != golden[i] {
			t.Errorf("%q: %s", source, difference(got, golden[i]))
		}
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
