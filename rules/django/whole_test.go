package django_test

import (
	"os"
	"strconv"
	"strings"
	"testing"

	"preflight/rules"
	"preflight/rules/audit"
	"preflight/rules/django"
)

func module(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func auditOf(files ...string) *audit.Report {
	var list []*audit.File
	for i := 0; i+1 < len(files); i += 2 {
		list = append(list, rules.NewFile(files[i], []byte(files[i+1]), ""))
	}
	return rules.Audit(list, nil)
}

// TestACarefulModuleHasNoFault audits a production module as a careful team
// writes it.
func TestACarefulModuleHasNoFault(t *testing.T) {
	report := auditOf("shop/settings.py", module(t, "careful.py"))
	passes := 0
	for _, v := range report.Verdicts {
		switch v.Outcome {
		case audit.Fail:
			t.Errorf("%s, line %d: %s (%s)", v.Rule, v.Span.Line(), v.Message, v.Severity)
		case audit.Pass:
			passes++
		}
	}
	if passes < 40 {
		t.Errorf("%d passes, want at least 40", passes)
	}
	for _, p := range report.Problems {
		t.Errorf("line %d: %s", p.Span.Line(), p.Message)
	}
}

// TestWhatDjangoPassesInSilenceIsFound audits a module on which Django's check
// --deploy reports no issue. Every marked line holds a fault, named by the rule
// that finds it.
func TestWhatDjangoPassesInSilenceIsFound(t *testing.T) {
	text := module(t, "blindspots.py")
	found := map[string]bool{}
	for _, v := range auditOf("settings.py", text).Verdicts {
		if v.Outcome == audit.Fail {
			found[strings.TrimPrefix(v.Rule, "django/")+" "+strconv.Itoa(v.Span.Line())] = true
		}
	}
	faults := 0
	for i, line := range strings.Split(text, "\n") {
		_, marks, _ := strings.Cut(line, "  # ")
		for _, rule := range strings.Fields(marks) {
			faults++
			if !found[rule+" "+strconv.Itoa(i+1)] {
				t.Errorf("line %d: %s is not found", i+1, rule)
			}
		}
	}
	if faults < 35 {
		t.Errorf("the module has %d faults, want at least 35", faults)
	}
}

func TestDjangoItselfIsContentWithThem(t *testing.T) {
	file := rules.NewFile("settings.py", []byte(module(t, "blindspots.py")), "")
	sure, open := django.Models(audit.NewStack([]*audit.File{file}, nil, nil))[0].Checks()
	if len(sure)+len(open) > 0 {
		t.Errorf("Django reports %v and may report %v", sure, open)
	}
}
