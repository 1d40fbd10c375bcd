package rules

import (
	"strings"
	"testing"

	"preflight/docs"
	"preflight/rules/checklist"
)

// TestTheChecklistNamesRealRules holds the checklist against the catalogue: an
// item names no rule that is not there, and no rule is left out.
func TestTheChecklistNamesRealRules(t *testing.T) {
	named := map[string]bool{}
	for _, area := range checklist.Areas() {
		for _, item := range area.Items {
			for _, id := range item.Rules {
				named[id] = true
				if _, ok := Lookup(id); !ok {
					t.Errorf("docs/checklist: %s names the rule %s, which does not exist", item.ID, id)
				}
			}
		}
	}
	for _, rule := range All() {
		if !named[rule.ID] {
			t.Errorf("no item of docs/checklist names the rule %s: put it under the one it decides", rule.ID)
		}
	}
}

// TestTheGuideNamesEveryKind keeps the table of docs/guide/formats.md complete.
func TestTheGuideNamesEveryKind(t *testing.T) {
	text, err := docs.FS.ReadFile("guide/formats.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, format := range Formats() {
		if format.Detect == nil {
			continue // no files of its own
		}
		if row := "\n| `" + string(format.Kind) + "` | "; !strings.Contains(string(text), row) {
			t.Errorf("the table of docs/guide/formats.md has no row for the kind %s", format.Kind)
		}
	}
}
