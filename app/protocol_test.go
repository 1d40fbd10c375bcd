package app

import (
	"reflect"
	"testing"
	"time"

	"preflight/rules/audit"
)

// twoFiles makes the files of a stack anew, as page and worker each have them.
func twoFiles() []*audit.File {
	return []*audit.File{
		{Name: "a.conf", Kind: "nginx", Text: "é one\ntwo\n"},
		{Name: "b.service", Kind: "systemd", Text: "three\n"},
	}
}

// fullReport uses everything that a report can hold.
func fullReport(files []*audit.File) *audit.Report {
	a, b := files[0], files[1]
	ignore := &audit.Ignore{Span: a.Line(1), Rules: []string{"x/y"}, Reason: "why", Used: true}
	return &audit.Report{
		Targets:  audit.Targets{"django": audit.MustVersion("4.2.11")},
		Files:    files,
		Problems: []audit.Problem{{Span: b.Line(1), Message: "what is this?"}},
		Ignores:  []*audit.Ignore{{Span: b.Line(1), Rules: []string{"a/b", "c/d"}, Reason: "unused"}, ignore},
		Crashes:  []string{"x/z: index out of range"},
		Verdicts: []*audit.Verdict{
			{
				Rule: "x/y", Outcome: audit.Fail, Severity: audit.Critical, Confidence: audit.Likely, Span: a.Line(2),
				Related: []audit.Span{b.Line(1), a.Line(1)}, Message: "it \"is\" <so>",
				Fix: &audit.Fix{Title: "Do not", Edits: []audit.Edit{{Span: a.Line(2), Text: "2\n"}, {Span: b.Span(0, 0), Text: "é"}}},
			},
			{Rule: "x/y", Outcome: audit.Fail, Severity: audit.Low, Confidence: audit.Sure, Span: a.Line(2), Ignore: ignore},
			{Rule: "x/w", Outcome: audit.Unknown, Severity: audit.Info, Confidence: audit.Unsure, Message: "drop c.conf"},
			{Rule: "x/p", Outcome: audit.Pass, Severity: audit.High, Confidence: audit.Sure, Span: b.Line(1)},
		},
	}
}

func TestAReportSurvivesTheWay(t *testing.T) {
	there, here := twoFiles(), twoFiles()
	got, err := reportOf(answerOf(7, fullReport(there)), here)
	if err != nil {
		t.Fatal(err)
	}
	if want := fullReport(here); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	for _, v := range got.Verdicts {
		if v.Span.File != nil && v.Span.File != here[0] && v.Span.File != here[1] {
			t.Errorf("%s lies in a file of the worker", v.Rule)
		}
	}
}

func TestARequestSurvivesTheWay(t *testing.T) {
	texts := []string{"a\nb\r\n\x00", "", "é😀\ufeff", "{\"Files\": []}\n"}
	req := request{ID: 3, Targets: map[string]string{"nginx": "1.24"}, Export: "csv"}
	for i, text := range texts {
		req.Files = append(req.Files, requestFile{Name: string(rune('a' + i)), Kind: "env", Size: len(text)})
	}
	got, files, err := decodeRequest(encodeRequest(req, texts))
	if err != nil || !reflect.DeepEqual(got, req) || len(files) != len(texts) {
		t.Fatalf("got %+v, %d files, %v", got, len(files), err)
	}
	for i, f := range files {
		if f.Text != texts[i] || f.Name != req.Files[i].Name || f.Kind != "env" {
			t.Errorf("file %d: got %q %q %q", i, f.Name, f.Kind, f.Text)
		}
	}
}

func TestARequestCutShortIsAnError(t *testing.T) {
	for _, message := range []string{
		"", "{", `{"Files":[{"Name":"a","Size":3}]}`, "{\"Files\":[{\"Size\":3}]}\nab", "{\"Files\":[{\"Size\":-1}]}\nab",
	} {
		if _, _, err := decodeRequest(message); err == nil {
			t.Errorf("%q was read", message)
		}
	}
}

func TestTheNextAuditWaitsForASlowOne(t *testing.T) {
	for took, want := range map[time.Duration]time.Duration{
		0: 0, 100 * time.Millisecond: 0, 400 * time.Millisecond: 100 * time.Millisecond, time.Minute: longPause,
	} {
		if got := pauseAfter(took); got != want {
			t.Errorf("after %v: %v, want %v", took, got, want)
		}
	}
}

func TestPlacesOutsideAreCut(t *testing.T) {
	files := twoFiles()
	for _, p := range []place{{0, -5, 99}, {0, 9, 3}, {-1}, {7, 0, 1}} {
		span := spanner(files).at(p)
		if span.File == nil {
			continue
		}
		if span.Start < 0 || span.End < span.Start || span.End > len(span.File.Text) {
			t.Errorf("%v became %d to %d", p, span.Start, span.End)
		}
	}
}

func TestAnIgnoreThatIsNotThere(t *testing.T) {
	a := answer{Kinds: []audit.Kind{"nginx", "systemd"}, Verdicts: []judged{{Rule: "x/y", Outcome: audit.Fail, Ignore: 3}}}
	report, err := reportOf(a, twoFiles())
	if err != nil || report.Verdicts[0].Ignore != nil {
		t.Errorf("got %+v, %v", report, err)
	}
}

func TestKindsAreDetectedUnlessChosen(t *testing.T) {
	s := NewSession()
	s.Add("x.service", []byte("[Service]\nExecStart=/bin/true\n"))
	s.SetKind(s.Add("y.service", []byte("[Service]\n")), "nginx")
	audits(t, s)
	if a, b := s.files[0].Kind, s.files[1].Kind; a != "systemd" || b != "nginx" {
		t.Errorf("the kinds are %s and %s", a, b)
	}
}
