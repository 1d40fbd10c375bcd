package rules

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"preflight/docs"
	"preflight/rules/audit"
)

// headings are the sections of every rule's doc, in this order.
var headings = []string{"Why", "Examples", "Fix", "When to ignore", "References"}

// TestDocs runs every example of every rule's doc: what it claims, the rule
// must say.
func TestDocs(t *testing.T) {
	for _, rule := range All() {
		t.Run(rule.ID, func(t *testing.T) {
			text, err := docs.FS.ReadFile("rules/" + rule.ID + ".md")
			if err != nil {
				t.Fatalf("the rule has no doc: write docs/rules/%s.md", rule.ID)
			}
			r, err := ParseDoc(rule.ID, string(text))
			if err != nil {
				t.Fatal(err)
			}
			if got := sections(r.Markdown); !slices.Equal(got, headings) {
				t.Errorf("headings are %q, want %q", got, headings)
			}
			words := runExamples(t, rule.ID, r.Markdown)
			if words["bad"] == 0 || words["good"] == 0 {
				t.Errorf("the doc needs at least one bad and one good example, has %v", words)
			}
		})
	}
}

// TestMoreCases runs the cases kept beside the code: rules/FORMAT/testdata/NAME.md.
func TestMoreCases(t *testing.T) {
	paths, err := filepath.Glob("*/testdata/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		id := filepath.ToSlash(filepath.Dir(filepath.Dir(path))) + "/" + strings.TrimSuffix(filepath.Base(path), ".md")
		t.Run(id, func(t *testing.T) {
			if _, ok := Lookup(id); !ok {
				t.Fatalf("%s belongs to no rule", path)
			}
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			runExamples(t, id, string(text))
		})
	}
}

// TestDocsHaveRules finds docs whose rule is gone or misspelt.
func TestDocsHaveRules(t *testing.T) {
	err := fs.WalkDir(docs.FS, "rules", func(path string, entry fs.DirEntry, err error) error {
		id, isDoc := strings.CutSuffix(strings.TrimPrefix(path, "rules/"), ".md")
		if err != nil || entry.IsDir() || !isDoc {
			return err
		}
		if _, ok := Lookup(id); !ok {
			t.Errorf("docs/%s documents no rule: register it in rules/%s.go", path, strings.ReplaceAll(id, "-", "_"))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func sections(markdown string) []string {
	var found []string
	fence := ""
	for _, line := range strings.Split(markdown, "\n") {
		if open, _ := openingFence(line); open != "" && (fence == "" || fence == open) {
			if fence == "" {
				fence = open
			} else {
				fence = ""
			}
		}
		if h, ok := strings.CutPrefix(line, "## "); ok && fence == "" {
			found = append(found, h)
		}
	}
	return found
}

// runExamples checks every claim and counts them by word.
func runExamples(t *testing.T, id, markdown string) map[string]int {
	t.Helper()
	examples, err := Examples(id, markdown)
	if err != nil {
		t.Fatal(err)
	}
	words := map[string]int{}
	var bad []Example
	for _, group := range Groups(examples) {
		words[group[0].Word]++
		switch group[0].Word {
		case "bad":
			bad = group
			checkBad(t, id, group)
		case "fixed":
			checkFixed(t, id, bad, group)
		case "good":
			checkClean(t, id, group)
		case "unknown":
			checkUnknown(t, id, group)
		}
	}
	return words
}

// verdictsOf audits a stack of examples and keeps what the rule said.
func verdictsOf(t *testing.T, id string, group []Example) []*audit.Verdict {
	t.Helper()
	var targets audit.Targets
	for _, e := range group {
		if e.Targets != nil {
			targets = e.Targets
		}
	}
	report := Audit(Files(group), targets)
	for _, crash := range report.Crashes {
		t.Errorf("doc line %d: crash: %s", group[0].DocLine, crash)
	}
	var own []*audit.Verdict
	for _, v := range report.Verdicts {
		if v.Rule == id {
			own = append(own, v)
		}
	}
	return own
}

func linesOf(verdicts []*audit.Verdict, outcome audit.Outcome, file string) []int {
	var lines []int
	for _, v := range verdicts {
		if v.Outcome == outcome && (v.Span.File == nil || v.Span.File.Name == file) {
			lines = append(lines, v.Span.Line())
		}
	}
	slices.Sort(lines)
	return lines
}

func checkBad(t *testing.T, id string, group []Example) {
	t.Helper()
	verdicts := verdictsOf(t, id, group)
	fails := 0
	for _, e := range group {
		got := linesOf(verdicts, audit.Fail, e.File)
		fails += len(got)
		if e.Lines != nil && !slices.Equal(got, e.Lines) {
			t.Errorf("doc line %d: findings on lines %v of %s, want %v\n%s", e.DocLine, got, e.File, e.Lines, say(verdicts))
		}
	}
	if fails == 0 {
		t.Errorf("doc line %d: the bad example has no finding\n%s", group[0].DocLine, say(verdicts))
	}
	for _, v := range verdicts {
		checkMessage(t, v)
	}
}

func checkMessage(t *testing.T, v *audit.Verdict) {
	t.Helper()
	if v.Outcome != audit.Fail {
		return
	}
	if n := len([]rune(v.Message)); n == 0 || n > 72 || strings.HasSuffix(v.Message, ".") {
		t.Errorf("message %q has %d characters or a full stop; 1 to 72 without one are wanted", v.Message, n)
	}
	if v.Span.IsZero() {
		t.Errorf("finding %q has no place", v.Message)
	}
}

func checkFixed(t *testing.T, id string, bad, group []Example) {
	t.Helper()
	if bad == nil {
		t.Fatalf("doc line %d: fixed follows no bad example", group[0].DocLine)
	}
	files := Files(bad)
	report := Audit(files, bad[0].Targets)
	var fixes []*audit.Fix
	for _, v := range report.Verdicts {
		if v.Rule == id && v.Finding() {
			fixes = append(fixes, v.Fix)
		}
	}
	var edits []audit.Edit
	for _, f := range audit.Compatible(fixes) {
		edits = append(edits, f.Edits...)
	}
	fixed := slices.Clone(bad)
	for _, e := range group {
		i := slices.IndexFunc(bad, func(b Example) bool { return b.File == e.File })
		if i < 0 {
			t.Fatalf("doc line %d: %s is not in the bad example", e.DocLine, e.File)
		}
		got, err := audit.Apply(files[i], edits)
		if err != nil {
			t.Errorf("doc line %d: %v", e.DocLine, err)
		}
		if got != e.Text {
			t.Errorf("doc line %d: the fix makes\n%s\nthe doc says\n%s", e.DocLine, got, e.Text)
		}
		fixed[i].Text = e.Text
	}
	checkClean(t, id, fixed)
}

func checkClean(t *testing.T, id string, group []Example) {
	t.Helper()
	for _, v := range verdictsOf(t, id, group) {
		if v.Outcome != audit.Pass {
			t.Errorf("doc line %d: want neither a finding nor an unknown\n%s", group[0].DocLine, say([]*audit.Verdict{v}))
		}
	}
}

func checkUnknown(t *testing.T, id string, group []Example) {
	t.Helper()
	verdicts := verdictsOf(t, id, group)
	for _, e := range group {
		got := linesOf(verdicts, audit.Unknown, e.File)
		if len(got) == 0 && len(group) == 1 || e.Lines != nil && !slices.Equal(got, e.Lines) {
			t.Errorf("doc line %d: unknown on lines %v, want %v\n%s", e.DocLine, got, e.Lines, say(verdicts))
		}
	}
}

func say(verdicts []*audit.Verdict) string {
	var b strings.Builder
	for _, v := range verdicts {
		p := v.Span.Position()
		fmt.Fprintf(&b, "\t%s %s %d:%d %s\n", v.Outcome, v.Severity, p.Line, p.Column, v.Message)
	}
	return b.String()
}
