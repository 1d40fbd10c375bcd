package audit

import (
	"strings"
	"testing"
)

// word is a model of a file for these tests: its text.
type word = *File

func stackOf(text string, set *Set[word], catalogue map[string]*Rule) *Stack {
	file := &File{Name: "a", Kind: "test", Text: text}
	stack := NewStack([]*File{file}, Targets{"test": MustVersion("2.0")}, catalogue)
	for i, line := 0, ""; i < len(text); i += len(line) + 1 {
		line, _, _ = strings.Cut(text[i:], "\n")
		if at := strings.Index(line, "#"); at >= 0 {
			stack.Comment(file.Span(i+at, i+len(line)))
		}
	}
	set.Run(stack, file, file.Span(0, 0))
	return stack
}

// badWords fails every "bad" of the file.
func badWords(file word, r *Reporter) {
	for at := 0; ; at++ {
		i := strings.Index(file.Text[at:], "bad")
		if i < 0 {
			return
		}
		at += i
		r.Fail(file.Span(at, at+3), "bad word")
	}
}

func TestVerdictsTakeTheRulesSeverity(t *testing.T) {
	set := NewSet[word]("test")
	set.Add("word", badWords)
	set.Add("lowered", func(f word, r *Reporter) { r.Fail(f.Span(0, 1), "x").Lower(Low).Doubt(Unsure) })
	catalogue := map[string]*Rule{
		"test/word":    {ID: "test/word", Severity: Critical, Confidence: Likely},
		"test/lowered": {ID: "test/lowered", Severity: High, Confidence: Sure},
	}
	got := stackOf("bad", set, catalogue).Report().Verdicts
	if len(got) != 2 || got[0].Severity != Low || got[0].Confidence != Unsure {
		t.Errorf("a lowered verdict: %+v", got[0])
	}
	if got[1].Severity != Critical || got[1].Confidence != Likely {
		t.Errorf("a verdict: %+v", got[1])
	}
}

func TestARuleSpeaksOfItsReleasesOnly(t *testing.T) {
	v := MustVersion
	for _, test := range []struct {
		since, until Version
		want         int
	}{
		{Version{}, Version{}, 1}, {v("2.0"), Version{}, 1}, {v("2.1"), Version{}, 0},
		{Version{}, v("2.0"), 0}, {Version{}, v("2.1"), 1},
	} {
		set := NewSet[word]("test")
		set.Add("word", badWords)
		rule := &Rule{ID: "test/word", Severity: High, Confidence: Sure, Since: test.since, Until: test.until}
		if got := stackOf("bad", set, map[string]*Rule{rule.ID: rule}).Report().Verdicts; len(got) != test.want {
			t.Errorf("since %v until %v: %d verdicts, want %d", test.since, test.until, len(got), test.want)
		}
	}
}

func TestACrashCostsOneRule(t *testing.T) {
	set := NewSet[word]("test")
	set.Add("crash", func(f word, r *Reporter) { r.Pass(f.Span(0, 1)); panic("no such line") })
	set.Add("word", badWords)
	report := stackOf("bad", set, nil).Report()
	if len(report.Verdicts) != 2 || report.Verdicts[0].Outcome != Unknown || report.Verdicts[1].Outcome != Fail {
		t.Errorf("verdicts: %+v", report.Verdicts)
	}
	if len(report.Crashes) != 1 || report.Crashes[0] != "test/crash: no such line" {
		t.Errorf("crashes: %q", report.Crashes)
	}
}

func TestACrashedReaderNamesItsFiles(t *testing.T) {
	file := &File{Name: "a", Kind: "test"}
	stack := NewStack([]*File{file, {Name: "b", Kind: "other"}}, nil, nil)
	stack.Guard("test", func() { panic("x") })
	report := stack.Report()
	if len(report.Problems) != 1 || report.Problems[0].Span.File != file || len(report.Crashes) != 1 {
		t.Errorf("report: %+v", report)
	}
}

func TestOnceBuildsOnce(t *testing.T) {
	stack, built := NewStack(nil, nil, nil), 0
	for range 2 {
		Once(stack, "m", func() int { built++; return built })
	}
	if built != 1 {
		t.Errorf("built %d times", built)
	}
}

func TestVerdictsAreOrderedAndNotDoubled(t *testing.T) {
	set := NewSet[word]("test")
	set.Add("b", func(f word, r *Reporter) { badWords(f, r); badWords(f, r) })
	set.Add("a", badWords)
	var got []string
	for _, v := range stackOf("bad bad", set, nil).Report().Verdicts {
		got = append(got, v.Rule+string(rune('0'+v.Span.Start)))
	}
	if want := "test/a0 test/b0 test/a4 test/b4"; strings.Join(got, " ") != want {
		t.Errorf("got %v, want %s", got, want)
	}
}

func TestARuleThatSaysTooMuchIsCut(t *testing.T) {
	set := NewSet[word]("test")
	set.Add("word", badWords)
	report := stackOf(strings.Repeat("bad", maxVerdicts+5), set, nil).Report()
	if len(report.Verdicts) != maxVerdicts || len(report.Problems) != 1 || !strings.Contains(report.Problems[0].Message, "5 verdicts are left out") {
		t.Errorf("%d verdicts, problems %v", len(report.Verdicts), report.Problems)
	}
}

func TestIgnores(t *testing.T) {
	const id = "test/word"
	tests := []struct {
		name, text string
		ignored    int
		problem    string // part of the only problem; "" means none
	}{
		{"same line", "bad # preflight: ignore test/word -- legacy name", 1, ""},
		{"line above", "# preflight: ignore test/word -- legacy name\nbad", 1, ""},
		{"two lines above", "# preflight: ignore test/word -- legacy name\n\nbad", 0, "matches no finding"},
		{"a comment after code speaks of its own line", "ok # preflight: ignore test/word -- legacy\nbad", 0, "matches no finding"},
		{"stacked comments", "# preflight: ignore test/word -- legacy\n# preflight: ignore test/word -- again\nbad", 1, "matches no finding"},
		{"several rules", "# preflight: ignore test/other, test/word -- legacy\nbad", 1, ""},
		{"any case and spacing", "bad # Preflight:ignore test/word--legacy", 1, ""},
		{"no reason", "bad # preflight: ignore test/word", 0, "gives no reason"},
		{"hollow reason", "bad # preflight: ignore test/word -- TODO", 0, "gives no reason"},
		{"no rule", "bad # preflight: ignore -- because", 0, "names no rule"},
		{"another rule", "bad # preflight: ignore test/other -- legacy", 0, "matches no finding"},
		{"a rule that is none", "bad # preflight: ignore test/wrod -- legacy", 0, "which is no rule"},
		{"another comment", "bad # please ignore", 0, ""},
	}
	catalogue := map[string]*Rule{
		id:           {ID: id, Severity: High, Confidence: Sure},
		"test/other": {ID: "test/other", Severity: High, Confidence: Sure},
	}
	for _, test := range tests {
		set := NewSet[word]("test")
		set.Add("word", badWords)
		report := stackOf(test.text, set, catalogue).Report()
		ignored := 0
		for _, v := range report.Verdicts {
			if v.Ignore != nil {
				ignored++
			}
			if v.Finding() == (v.Ignore != nil) {
				t.Errorf("%s: an ignored failure is no finding", test.name)
			}
		}
		problem := ""
		for _, p := range report.Problems {
			problem += p.Message
		}
		if ignored != test.ignored || !strings.Contains(problem, test.problem) || (problem == "") != (test.problem == "") {
			t.Errorf("%s: %d ignored, problem %q", test.name, ignored, problem)
		}
	}
}

func TestMaskNeverShowsAShortSecret(t *testing.T) {
	for secret, want := range map[string]string{
		"":                 "0 characters",
		"hunter2":          "7 characters",
		"correct horse ba": `16 characters, ending in "ba"`,
	} {
		if got := Mask(secret); got != want {
			t.Errorf("Mask(%q) = %q, want %q", secret, got, want)
		}
	}
}

func TestAFileTellsTheTargetUnlessTheUserDid(t *testing.T) {
	stack := NewStack(nil, Targets{"nginx": MustVersion("1.22")}, nil)
	stack.Installs("django", MustVersion("4.2.11"))
	stack.Installs("nginx", MustVersion("1.30"))
	for name, want := range map[string]string{"django": "4.2.11", "nginx": "1.22", "systemd": "257"} {
		if got := stack.Report().Targets[name].String(); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
}

func TestAReleaseIsNamedOrAssumed(t *testing.T) {
	stack := NewStack(nil, Targets{"nginx": MustVersion("1.28"), "test": MustVersion("1.0")}, nil)
	stack.Installs("django", MustVersion("4.2.11"))
	r := &Reporter{stack: stack}
	for name, want := range map[string]bool{"nginx": true, "django": true, "systemd": false} {
		if r.Named(name) != want {
			t.Errorf("%s is named: %v, want %v", name, !want, want)
		}
	}
}
