package app

import (
	"errors"
	"testing"

	"preflight/rules/audit"
)

func TestFixAndUndo(t *testing.T) {
	s := drawnUp()
	d := s.files[0]
	if err := s.Fix(s.report.Verdicts[1]); err != nil {
		t.Fatal(err)
	}
	if d.Text != "one\nzwei\nthree\n" || s.Undoable() != "Say zwei" || !s.Wanting() {
		t.Errorf("text %q, undo %q", d.Text, s.Undoable())
	}
	if !s.Undo() || d.Text != "one\ntwo\nthree\n" || s.Undo() {
		t.Errorf("after undo the text is %q", d.Text)
	}
}

func TestAFixOfAnOldTextIsRefused(t *testing.T) {
	s := drawnUp()
	s.SetText(s.files[0], "changed")
	if err := s.Fix(s.report.Verdicts[1]); !errors.Is(err, ErrStale) {
		t.Errorf("got %v", err)
	}
	if err := s.Ignore(s.report.Verdicts[1], "a reason"); !errors.Is(err, ErrStale) {
		t.Errorf("got %v", err)
	}
	if s.Fix(s.report.Verdicts[0]) == nil || s.Fix(nil) == nil {
		t.Error("where there is no fix, none is made")
	}
}

func TestUndoOverwritesNoEdit(t *testing.T) {
	s := drawnUp()
	if err := s.Fix(s.report.Verdicts[1]); err != nil {
		t.Fatal(err)
	}
	s.SetText(s.files[0], "typed since")
	if s.Undoable() != "" || s.Undo() || s.files[0].Text != "typed since" {
		t.Error("what was typed is gone")
	}
}

func TestFixAll(t *testing.T) {
	s := drawnUp()
	f := s.report.Files[0]
	s.report.Verdicts = append(s.report.Verdicts, &audit.Verdict{
		Rule: "x/high", Outcome: audit.Fail, Severity: audit.High, Span: f.Line(3),
		Fix: &audit.Fix{Title: "Say drei", Edits: []audit.Edit{{Span: f.Line(3), Text: "drei"}}},
	})
	if n, err := s.FixAll("x/high"); n != 2 || err != nil || s.files[0].Text != "one\nzwei\ndrei\n" {
		t.Errorf("%d fixes, %v: %q", n, err, s.files[0].Text)
	}
	if _, err := s.FixAll("x/low"); err == nil {
		t.Error("a rule without fixes has none")
	}
}

func TestIgnorePutsACommentAbove(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"a\n  b\n", "a\n  # preflight: ignore x/y -- it is fine\n  b\n"},
		{"a\r\n\tb\r\n", "a\r\n\t# preflight: ignore x/y -- it is fine\r\n\tb\r\n"},
	} {
		s := NewSession()
		d := s.Add("f", []byte(c.text))
		s.Request()
		f := s.asking[0]
		s.known = map[*audit.File]*Document{f: d}
		v := &audit.Verdict{Rule: "x/y", Outcome: audit.Fail, Span: f.Line(2)}
		if s.Ignore(v, " ") == nil {
			t.Error("a reason is mandatory")
		}
		if err := s.Ignore(v, "it  is\nfine"); err != nil || d.Text != c.want {
			t.Errorf("got %q, %v", d.Text, err)
		}
	}
}

func TestAnIgnoredFindingIsIgnored(t *testing.T) {
	s := audited(t, faulty)
	v := verdictOf(t, s, "django/debug-enabled")
	if err := s.Ignore(v, "the development settings"); err != nil {
		t.Fatal(err)
	}
	audits(t, s)
	if v := verdictOf(t, s, "django/debug-enabled"); ClassOf(v) != Ignored || v.Ignore.Reason != "the development settings" {
		t.Errorf("got %s", ClassOf(v))
	}
}

func TestPreview(t *testing.T) {
	f := &audit.File{Name: "f", Text: "a\r\nb\r\nc\r\n"}
	fix := &audit.Fix{Edits: []audit.Edit{{Span: f.Line(2), Text: "x"}, {Span: f.Span(6, 6), Text: "y\n"}}}
	got := ""
	for _, l := range previewOf(fix) {
		got += string(l.sign) + l.text + " "
	}
	if got != "-b +x +y " {
		t.Errorf("got %q", got)
	}
	long := signed('+', make([]string, 20))
	if len(long) != previewed+1 || long[previewed].sign != '…' {
		t.Errorf("a long change is shown with %d lines", len(long))
	}
}
