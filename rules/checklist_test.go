package rules

import (
	"testing"

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
