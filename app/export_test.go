package app

import (
	"bytes"
	"strings"
	"testing"

	"preflight/rules"
	"preflight/rules/audit"
	"preflight/rules/report"
)

// nativeReport writes the report of the example as the command line does.
func nativeReport(t *testing.T, form string) string {
	t.Helper()
	var files []*audit.File
	for _, f := range Example() {
		files = append(files, rules.NewFile(f.Name, []byte(f.Text), ""))
	}
	var text bytes.Buffer
	r := rules.Audit(files, audit.Targets{})
	err := map[string]func() error{
		"json":     func() error { return report.JSON(&text, rules.Version, r) },
		"sarif":    func() error { return report.SARIF(&text, rules.Version, rules.Metadata(), r) },
		"markdown": func() error { return report.Markdown(&text, rules.Version, r) },
		"csv":      func() error { return report.CSV(&text, r) },
	}[form]()
	if err != nil {
		t.Fatal(err)
	}
	return text.String()
}

// example makes a session with the files of the example.
func exampleSession() *Session {
	s := NewSession()
	for _, f := range Example() {
		s.Add(f.Name, []byte(f.Text))
	}
	return s
}

func TestAnExportIsTheReportOfTheCommandLine(t *testing.T) {
	for _, f := range forms {
		s := exampleSession()
		audits(t, s)
		if _, _, ok := s.Exported(); ok {
			t.Fatal("nobody asked for a report")
		}
		if err := s.Export(f.name); err != nil || !s.Wanting() {
			t.Fatalf("%s is not asked for: %v", f.name, err)
		}
		audits(t, s)
		name, text, ok := s.Exported()
		if want := nativeReport(t, f.name); !ok || name != f.name || text != want {
			t.Errorf("%s: got %t %s, %.200q, want %.200q", f.name, ok, name, text, want)
		}
		if _, _, again := s.Exported(); again {
			t.Errorf("%s comes twice", f.name)
		}
	}
}

func TestAReportAskedForComesWithTheNextAudit(t *testing.T) {
	s := audited(t, faulty)
	s.Export("csv")
	old := Answer(s.Request())
	s.SetText(s.Current(), "DEBUG = False\n")
	later := s.Request()
	if err := s.Accept(old); err != nil || s.exported != nil {
		t.Error("an answer that is out of date was taken")
	}
	s.Accept(Answer(later))
	if _, text, ok := s.Exported(); !ok || strings.Contains(text, "DEBUG is True") {
		t.Errorf("got %t, %.300q", ok, text)
	}
}

func TestAReportGivenUpDoesNotComeLater(t *testing.T) {
	s := audited(t, faulty)
	s.Export("json")
	s.Request()
	s.GiveUpExport() // the worker was lost
	s.SetText(s.Current(), faulty+"\n")
	audits(t, s)
	if _, _, ok := s.Exported(); ok {
		t.Error("it came")
	}
}

func TestOnlyKnownFormsCanBeAskedFor(t *testing.T) {
	s := audited(t, faulty)
	if s.Export("pdf") == nil || s.Wanting() {
		t.Error("there is no such form")
	}
	message := strings.Replace(exportRequest(t), `"json"`, `"pdf"`, 1)
	if answer := Answer(message); strings.Contains(answer, `"Export"`) || strings.Contains(answer, `"Error"`) {
		t.Errorf("got %.200s", answer)
	}
}

func exportRequest(t *testing.T) string {
	t.Helper()
	s := audited(t, faulty)
	s.Export("json")
	message := s.Request()
	if !strings.Contains(message, `"json"`) {
		t.Fatalf("got %s", message)
	}
	return message
}

func TestSecretsAreMaskedInEveryForm(t *testing.T) {
	const secret = "q8-v0!nw7zk3$plm2x"
	for _, f := range forms {
		s := NewSession()
		s.Add("settings.py", []byte("SECRET_KEY = '"+secret+"'\nINSTALLED_APPS = []\nROOT_URLCONF = 'shop.urls'\n"))
		s.Export(f.name)
		audits(t, s)
		_, text, ok := s.Exported()
		if !ok || !strings.Contains(text, "django/secret-key-literal") {
			t.Fatalf("%s does not speak of the secret: %.300s", f.name, text)
		}
		if strings.Contains(text, secret) {
			t.Errorf("%s holds the secret", f.name)
		}
	}
}
