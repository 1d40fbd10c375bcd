package django_test

import (
	"strings"
	"testing"

	"preflight/rules"
	"preflight/rules/audit"
	"preflight/rules/checklist"
)

// fault is a row of testdata/rows.txt.
type fault struct {
	id    string
	rules []string
	bad   string
	traps []string
}

func faults(t *testing.T) []*fault {
	var all []*fault
	var text *string
	for line := range strings.Lines(module(t, "rows.txt")) {
		switch head, rest, _ := strings.Cut(strings.TrimSpace(line), " "); {
		case head == "==":
			words := strings.Fields(rest)
			all = append(all, &fault{id: words[0], rules: words[1:]})
			text = &all[len(all)-1].bad
		case head == "--" && strings.HasPrefix(rest, "trap"):
			f := all[len(all)-1]
			f.traps = append(f.traps, "")
			text = &f.traps[len(f.traps)-1]
		case text != nil && strings.TrimSpace(line) != "":
			*text += line
		}
	}
	return all
}

// report audits the stack of a row.
func report(t *testing.T, text string) *audit.Report {
	targets := audit.Targets(nil)
	names, texts := []string{"settings.py"}, []string{""}
	for line := range strings.Lines(text) {
		last := &texts[len(texts)-1]
		order, isOrder := strings.CutPrefix(strings.TrimSpace(line), ">> ")
		name, isFile := strings.CutPrefix(order, "file=")
		target, isTarget := strings.CutPrefix(order, "target=")
		switch {
		case !isOrder:
			*last += line
		case isFile && *last == "":
			names[len(names)-1] = name
		case isFile:
			names, texts = append(names, name), append(texts, "")
		case isTarget:
			targets, _ = audit.ParseTargets(target)
		default:
			*last += module(t, order+".py")
		}
	}
	var files []*audit.File
	for i, name := range names {
		files = append(files, rules.NewFile(name, []byte(texts[i]), ""))
	}
	return rules.Audit(files, targets)
}

// TestEveryFaultIsFound goes through the faults of the table: each is found by
// its rule, and what only looks like it is not held against anybody.
func TestEveryFaultIsFound(t *testing.T) {
	items := map[string]bool{}
	for _, area := range checklist.Areas() {
		for _, item := range area.Items {
			_, name, _ := strings.Cut(item.ID, "/")
			items["checklist/"+name] = item.ByHand()
		}
	}
	all := faults(t)
	for _, f := range all {
		found := map[string]bool{}
		verdicts := report(t, f.bad).Verdicts
		for _, v := range verdicts {
			found[mark(v.Outcome)+v.Rule] = true
		}
		for _, rule := range f.rules {
			if !found[full(rule)] && !items[rule] {
				t.Errorf("%s: %s does not find it; found %s", f.id, rule, outline(verdicts, audit.Info))
			}
		}
		for i, trap := range f.traps {
			if got := outline(report(t, trap).Verdicts, audit.Medium); got != "" {
				t.Errorf("%s, trap %d: found %s", f.id, i+1, got)
			}
		}
	}
	if len(all) != 212 {
		t.Errorf("the table has %d faults, want 212", len(all))
	}
}

func mark(o audit.Outcome) string {
	return map[audit.Outcome]string{audit.Fail: "", audit.Unknown: "~", audit.Pass: "+"}[o]
}

// full is a rule of the table with the format that it belongs to.
func full(rule string) string {
	bare := strings.TrimLeft(rule, "~+")
	if strings.Contains(bare, "/") {
		return rule
	}
	return rule[:len(rule)-len(bare)] + "django/" + bare
}

// outline names the findings at a severity or above.
func outline(verdicts []*audit.Verdict, least audit.Severity) string {
	var names []string
	for _, v := range verdicts {
		if v.Outcome == audit.Fail && v.Severity >= least {
			names = append(names, v.Rule+" ("+v.Severity.String()+": "+v.Message+")")
		}
	}
	return strings.Join(names, ", ")
}

// ofTheText are rules about what is written: no other module undoes it.
var ofTheText = map[string]bool{
	"code-at-start": true, "dotenv-overrides": true, "environment-printed": true, "key-reused": true, "overwritten-logging": true,
	"secret-key-literal": true, "secret-key-placeholder": true, "secure-overwritten": true, "tracker-personal-data": true,
	"misplaced-setting": true, "misspelt-setting": true, "removed-setting": true, "setting-lowercase": true, "xss-filter-obsolete": true,
	"mail-settings-deprecated": true,
}

// TestNoFaultIsSureThatAnOptionalModuleMayUndo adds an optional module, which
// is not given, to every stack of the table.
func TestNoFaultIsSureThatAnOptionalModuleMayUndo(t *testing.T) {
	const optional = "try:\n    from .local_settings import *\nexcept ImportError:\n    pass\n"
	for _, f := range faults(t) {
		if strings.Contains(f.bad, ">> file=") {
			continue
		}
		for _, v := range report(t, f.bad+optional).Verdicts {
			name, ours := strings.CutPrefix(v.Rule, "django/")
			if ours && v.Outcome == audit.Fail && v.Confidence == audit.Sure && !ofTheText[name] {
				t.Errorf("%s: %s is sure: %s", f.id, name, v.Message)
			}
		}
	}
}
