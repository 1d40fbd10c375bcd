package app

import (
	"strings"
	"testing"

	"preflight/rules/audit"
	"preflight/rules/checklist"
)

const faulty = "DEBUG = True\nROOT_URLCONF = 'shop.urls'\nINSTALLED_APPS = []\n"

// audited makes a session with one settings file and audits it.
func audited(t *testing.T, text string) *Session {
	t.Helper()
	s := NewSession()
	s.Add("settings.py", []byte(text))
	audits(t, s)
	return s
}

// audits does what the worker does.
func audits(t *testing.T, s *Session) {
	t.Helper()
	if err := s.Accept(Answer(s.Request())); err != nil {
		t.Fatal(err)
	}
}

// verdictOf finds the first verdict of a rule.
func verdictOf(t *testing.T, s *Session, rule string) *audit.Verdict {
	t.Helper()
	for _, v := range s.Report().Verdicts {
		if v.Rule == rule {
			return v
		}
	}
	t.Fatalf("no verdict of %s", rule)
	return nil
}

func TestAnAuditComesBack(t *testing.T) {
	s := NewSession()
	if s.Wanting() {
		t.Error("an empty session wants no audit")
	}
	d := s.Add("settings.py", []byte(faulty))
	if !s.Wanting() || !s.Stale() || s.Current() != d {
		t.Fatal("a new file is shown and wants an audit")
	}
	audits(t, s)
	if s.Wanting() || s.Stale() {
		t.Error("the audit is done")
	}
	if d.Kind != "django" {
		t.Errorf("the kind is %q", d.Kind)
	}
	v := verdictOf(t, s, "django/debug-enabled")
	if !v.Finding() || v.Span.Line() != 1 || v.Span.Text() == "" {
		t.Errorf("got %+v", v)
	}
	if worst, n := s.Worst(d); worst != ClassOf(v) && n == 0 {
		t.Errorf("the worst is %s of %d", worst, n)
	}
}

func TestOnlyTheSoftwareOfTheFilesIsAskedFor(t *testing.T) {
	if got := NewSession().Software(); !got["django"] || !got["nginx"] || !got["systemd"] || got["apache"] {
		t.Errorf("at first it is %v", got)
	}
	s := audited(t, faulty)
	if got := s.Software(); !got["django"] || got["nginx"] || got["gunicorn"] {
		t.Errorf("for settings it is %v", got)
	}
	s.SetTarget("nginx", "1.24")
	if got := s.Software(); !got["nginx"] {
		t.Error("what was chosen stays in sight")
	}
}

func TestAnOldAnswerIsDropped(t *testing.T) {
	s := NewSession()
	d := s.Add("settings.py", []byte(faulty))
	old := Answer(s.Request())
	s.SetText(d, "DEBUG = False\n")
	s.Request()
	if err := s.Accept(old); err != nil || s.Report() != nil {
		t.Errorf("the old answer was taken: %v", err)
	}
}

func TestABrokenAnswerIsAnError(t *testing.T) {
	s := audited(t, faulty)
	for _, message := range []string{"", "{", `{"ID":1,"Kinds":[]}`, Answer("{")} {
		if err := s.Accept(message); err == nil {
			t.Errorf("%q was accepted", message)
		}
	}
	if s.Report() == nil {
		t.Error("the last report is gone")
	}
}

func TestFilesHaveNamesOfTheirOwn(t *testing.T) {
	s := NewSession()
	a := s.Add("conf/site.conf", []byte("a"))
	if b := s.Add(`conf\site.conf`, []byte("b")); b != a || a.Text != "b" {
		t.Error("a file of the same name replaces the other")
	}
	p1, p2 := s.Paste("x"), s.Paste("y")
	if p1.Name == p2.Name || s.Current() != p2 {
		t.Errorf("pasted texts are %q and %q", p1.Name, p2.Name)
	}
	for name, ok := range map[string]bool{"": false, "  ": false, "conf/site.conf": false, p2.Name: true, "new.conf": true} {
		if err := s.Rename(p2, name); (err == nil) != ok {
			t.Errorf("Rename(%q) = %v", name, err)
		}
	}
	if e := s.addExample(example{kind: "nginx", text: "x"}); e.Name != "example/site.conf" {
		t.Errorf("an example is called %q", e.Name)
	}
	if e := s.addExample(example{kind: "nginx", text: "y"}); e.Name != "example-2/site.conf" {
		t.Errorf("a second one is called %q", e.Name)
	}
}

func TestRemovingAFileShowsItsNeighbour(t *testing.T) {
	s := NewSession()
	a, b, c := s.Add("a", nil), s.Add("b", nil), s.Add("c", nil)
	s.Show(b)
	for _, step := range []struct{ drop, next *Document }{{b, c}, {c, a}, {a, nil}} {
		s.Remove(step.drop)
		if s.Current() != step.next {
			t.Errorf("after %s %v is shown", step.drop.Name, s.Current())
		}
	}
}

func TestTextIsMadeReadable(t *testing.T) {
	s := NewSession()
	for given, want := range map[string]string{
		"caf\xe9": "caf\uFFFD", "\xff\xfea\x00b\x00": "ab", "é😀": "é😀",
	} {
		if got := s.Add("f", []byte(given)).Text; got != want {
			t.Errorf("%q became %q, want %q", given, got, want)
		}
	}
}

func TestTargetsAreChosenOrLeft(t *testing.T) {
	s := NewSession()
	if got := s.Target("django"); got != audit.DefaultTargets()["django"] {
		t.Errorf("the default is %s", got)
	}
	if err := s.SetTarget("django", "4.2"); err != nil || s.Target("django") != audit.MustVersion("4.2") {
		t.Errorf("got %s, %v", s.Target("django"), err)
	}
	if s.SetTarget("django", "new") == nil {
		t.Error("a version is made of numbers")
	}
	if err := s.SetTarget("django", ""); err != nil || len(s.Targets) != 0 {
		t.Error("an empty version takes the choice back")
	}
}

func TestAChosenKindHolds(t *testing.T) {
	s := NewSession()
	d := s.Add("notes.txt", []byte("[Service]\nExecStart=/bin/true\n"))
	s.SetKind(d, "systemd")
	audits(t, s)
	if d.Kind != "systemd" {
		t.Errorf("the kind is %q", d.Kind)
	}
}

func TestWanted(t *testing.T) {
	for name, want := range map[string]bool{
		"settings.py": true, "deploy/.env": true, "nginx.conf": true, "README": true,
		"logo.PNG": false, "a/b.pyc": false, "x.conf~": false, ".DS_Store": false,
	} {
		if got := Wanted(name, 100); got != want {
			t.Errorf("Wanted(%q) = %v", name, got)
		}
	}
	if Wanted("huge.conf", 3<<20) {
		t.Error("what no audit reads is not wanted")
	}
}

func TestMarks(t *testing.T) {
	s := NewSession()
	s.Mark("a/b", checklist.Mark{Note: "see ticket"})
	if len(s.Marks) != 1 {
		t.Fatal("the mark is lost")
	}
	s.Mark("a/b", checklist.Mark{})
	if len(s.Marks) != 0 {
		t.Error("an empty mark is no mark")
	}
}

func TestStatusesFollowTheAudit(t *testing.T) {
	open := NewSession().Statuses()
	total := 0
	for _, area := range checklist.Areas() {
		total += len(area.Items)
	}
	if len(open) != total || total == 0 {
		t.Fatalf("%d statuses of %d items", len(open), total)
	}
	for id, status := range open {
		if status.State != checklist.Open {
			t.Errorf("%s is %s without a file", id, status.State)
		}
	}
}

func TestTheExampleHasFaultsAndGoodParts(t *testing.T) {
	s := NewSession()
	for _, f := range Example() {
		s.Add(f.Name, []byte(f.Text))
	}
	audits(t, s)
	counts := s.Counts()
	if counts[Passed] == 0 {
		t.Error("nothing passes")
	}
	for _, d := range s.Files() {
		if _, n := s.Worst(d); n == 0 {
			t.Errorf("%s (%s) has no finding", d.Name, d.Kind)
		}
	}
	for _, p := range s.Problems() {
		t.Errorf("%s: %s", placeName(p.Span), p.Message)
	}
	for _, v := range s.Report().Verdicts {
		if strings.Contains(v.Message, "Tr0ub4dor") {
			t.Errorf("%s echoes a secret", v.Rule)
		}
	}
}

func TestExamplesLeaveOwnFilesAlone(t *testing.T) {
	s, k := NewSession(), newShelf()
	own := s.Add("settings.py", []byte(faulty))
	for range 2 {
		s.SetAside()
		s.addExample(example{kind: "nginx", text: "server {}"})
	}
	if len(s.Files()) != 1 || !s.Away() {
		t.Fatalf("%d files are shown", len(s.Files()))
	}
	if saveFiles(k, s, true) != nil || !strings.Contains(k.texts[keyPrefix+"files"], "ROOT_URLCONF") {
		t.Error("while an example is shown, the own files are remembered")
	}
	s.Return()
	if s.Current() != own || s.Away() || !s.Wanting() {
		t.Error("the own files are back, and audited again")
	}
}
