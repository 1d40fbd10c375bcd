package app

import (
	"testing"

	"preflight/rules/audit"
)

// drawnUp is a session with a made-up report over two files.
func drawnUp() *Session {
	s := NewSession()
	a, b := s.Add("a.conf", []byte("one\ntwo\nthree\n")), s.Add("b.conf", []byte("four\n"))
	s.Request()
	fa, fb := s.asking[0], s.asking[1]
	fail := func(rule string, span audit.Span, severity audit.Severity) *audit.Verdict {
		return &audit.Verdict{Rule: rule, Outcome: audit.Fail, Severity: severity, Confidence: audit.Sure, Span: span, Message: rule}
	}
	low, high := fail("x/low", fa.Line(1), audit.Low), fail("x/high", fa.Line(2), audit.High)
	high.Fix = &audit.Fix{Title: "Say zwei", Edits: []audit.Edit{{Span: fa.Line(2), Text: "zwei"}}}
	ignoredOne := fail("x/ignored", fa.Line(3), audit.Critical)
	ignoredOne.Ignore = &audit.Ignore{Reason: "it is a test"}
	s.report = &audit.Report{Files: s.asking, Verdicts: []*audit.Verdict{
		low, high, ignoredOne,
		{Rule: "x/unknown", Outcome: audit.Unknown, Severity: audit.High, Span: fb.Line(1), Message: "drop c.conf"},
		{Rule: "x/pass", Outcome: audit.Pass, Severity: audit.High, Span: fb.Line(1)},
	}}
	s.known = map[*audit.File]*Document{fa: a, fb: b}
	s.tallies = s.tallied()
	s.audited = s.sent
	return s
}

func rulesOf(verdicts []*audit.Verdict) (rules string) {
	for _, v := range verdicts {
		rules += v.Rule[2:] + " "
	}
	return rules
}

func TestShown(t *testing.T) {
	s := drawnUp()
	if got := rulesOf(s.Shown()); got != "high low unknown " {
		t.Errorf("at first %q is shown", got)
	}
	s.Filter.Hidden = map[Class]bool{}
	if got := rulesOf(s.Shown()); got != "high low unknown ignored pass " {
		t.Errorf("with nothing hidden %q is shown", got)
	}
	for order, want := range map[Order]string{
		ByFile: "low high ignored unknown pass ", ByRule: "high ignored low pass unknown ",
	} {
		s.Filter.Order = order
		if got := rulesOf(s.Shown()); got != want {
			t.Errorf("by %s the list is %q", order, got)
		}
	}
	s.Filter.Text = "B.CONF pass"
	if got := rulesOf(s.Shown()); got != "pass " {
		t.Errorf("the words find %q", got)
	}
	s.Filter.Text, s.Filter.FileOnly, s.Filter.Order = "", true, BySeverity
	if got := rulesOf(s.Shown()); got != "high low ignored " {
		t.Errorf("of the current file %q is shown", got)
	}
}

func TestCounts(t *testing.T) {
	s := drawnUp()
	for class, want := range map[Class]int{High: 1, Low: 1, Ignored: 1, Unknown: 1, Passed: 1, Critical: 0} {
		if got := s.Counts()[class]; got != want {
			t.Errorf("%d %s, want %d", got, class, want)
		}
	}
	if worst, n := s.Worst(s.files[0]); worst != High || n != 2 {
		t.Errorf("the worst is %s of %d: an ignored finding does not count", worst, n)
	}
	if worst, n := s.Worst(s.files[1]); worst != "" || n != 0 {
		t.Errorf("unknown and pass are no findings, got %s, %d", worst, n)
	}
}

func TestStepGoesRound(t *testing.T) {
	s := drawnUp()
	for i, want := range []string{"x/high", "x/low", "x/unknown", "x/high"} {
		if v := s.Step(1); v.Rule != want {
			t.Errorf("step %d is at %s, want %s", i, v.Rule, want)
		}
	}
	if v := s.Step(-1); v.Rule != "x/unknown" || s.Current().Name != "b.conf" {
		t.Errorf("back is at %s in %s", v.Rule, s.Current().Name)
	}
	s.Filter.Text = "nothing has this"
	if s.Step(1) != nil {
		t.Error("there is no next of nothing")
	}
}

func TestTheSelectionOutlivesAnAudit(t *testing.T) {
	s := audited(t, faulty)
	s.Select(verdictOf(t, s, "django/debug-enabled"))
	s.SetText(s.Current(), "# moved down\n\n"+faulty)
	audits(t, s)
	v := s.Selected()
	if v == nil || v.Rule != "django/debug-enabled" || v.Span.Line() != 3 {
		t.Fatalf("selected is %+v", v)
	}
	s.SetText(s.Current(), "DEBUG = False\nROOT_URLCONF = 'shop.urls'\nINSTALLED_APPS = []\n")
	audits(t, s)
	if s.Selected() != nil {
		t.Errorf("a finding that is gone stays selected: %+v", s.Selected())
	}
}

func TestHeadlines(t *testing.T) {
	for _, c := range []struct {
		v    audit.Verdict
		want string
	}{
		{audit.Verdict{Rule: "x/y", Outcome: audit.Fail, Message: "DEBUG is True"}, "DEBUG is True"},
		{audit.Verdict{Rule: "x/y", Outcome: audit.Fail}, "x/y"},
		{audit.Verdict{Rule: "x/y", Outcome: audit.Pass}, "Not found: x/y"},
		{audit.Verdict{Rule: "x/y", Outcome: audit.Unknown, Message: "drop base.py"}, "x/y?"},
	} {
		if got := headline(&c.v); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestCoverageNamesWhatWasNotAsked(t *testing.T) {
	s := audited(t, faulty)
	for _, c := range s.Covered() {
		if isDjango := c.Format.Kind == "django"; (c.Files > 0) != isDjango || isDjango && c.Asked == 0 {
			t.Errorf("%s: %d files, %d of %d rules asked", c.Format.Kind, c.Files, c.Asked, c.Rules)
		}
	}
}
