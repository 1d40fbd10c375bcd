package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const (
	settings = "DEBUG = True\nALLOWED_HOSTS = ['shop.example']\nINSTALLED_APPS = []\n"
	site     = "server {\n    listen 80;\n    server_name shop.example;\n    location / {\n        autoindex on;\n    }\n}\n"
	unit     = "[Service]\nExecStart=/srv/shop/bin/gunicorn shop.wsgi\n"
)

// stack writes the three files of a small deployment into a new folder.
func stack(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{"settings.py": settings, "site.conf": site, "shop.service": unit} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func call(stdin string, args ...string) (code int, stdout, stderr string) {
	var out, errs strings.Builder
	code = run(args, strings.NewReader(stdin), &out, &errs)
	return code, out.String(), errs.String()
}

type jsonReport struct {
	Version string
	Targets map[string]string
	Files   []struct {
		Name, Kind string
		Problems   []struct {
			Line, Column int
			Message      string
		}
	}
	Verdicts []struct {
		Rule, Verdict, Severity, Confidence, File, Message string
		Line, Column, EndLine, EndColumn                   int
		Ignored                                            bool
	}
}

func auditJSON(t *testing.T, stdin string, args ...string) (int, jsonReport) {
	t.Helper()
	code, out, errs := call(stdin, append([]string{"audit", "--format", "json"}, args...)...)
	var report jsonReport
	if err := json.Unmarshal([]byte(out), &report); err != nil {
		t.Fatalf("%v\n%s\n%s", err, out, errs)
	}
	return code, report
}

// fails reports whether the rule fails at the line of a file with this name.
func (r jsonReport) fails(rule, file string, line int) bool {
	for _, v := range r.Verdicts {
		if v.Rule == rule && v.Verdict == "fail" && filepath.Base(v.File) == file && v.Line == line && !v.Ignored {
			return true
		}
	}
	return false
}

func TestAuditFindsAFaultOfEachKindAtItsLine(t *testing.T) {
	code, report := auditJSON(t, "", stack(t))
	if code != exitFindings {
		t.Errorf("exit %d, want %d", code, exitFindings)
	}
	for _, want := range []struct {
		rule, file string
		line       int
	}{{"django/debug-enabled", "settings.py", 1}, {"nginx/autoindex", "site.conf", 5}, {"systemd/root-user", "shop.service", 1}} {
		if !report.fails(want.rule, want.file, want.line) {
			t.Errorf("%s does not fail at %s:%d", want.rule, want.file, want.line)
		}
	}
	if len(report.Files) != 3 || report.Targets["django"] != "5.2" || report.Version == "" {
		t.Errorf("files %v, targets %v, version %q", report.Files, report.Targets, report.Version)
	}
}

func TestUsageErrorsAreOneLineAndExit2(t *testing.T) {
	dir := stack(t)
	file := filepath.Join(dir, "settings.py")
	tests := []struct {
		args []string
		want string // part of the line
	}{
		{nil, "no command"},
		{[]string{"audti"}, `unknown command "audti"`},
		{[]string{"audit"}, "no file given"},
		{[]string{"audit", "--formt", "json", file}, "-formt: the flags are --fail-on, --fix, --format"},
		{[]string{"audit", "--format", "sarfi", file}, `"sarfi" is not one of text, json, sarif, markdown, csv`},
		{[]string{"audit", file, "--format", "xml"}, `"xml" is not one of text, json`},
		{[]string{"audit", "--kind", "ngnix", file}, `kind "ngnix" is not one of`},
		{[]string{"audit", "--target", "django=five", file}, `version "five"`},
		{[]string{"audit", "--target", "flask=3", file}, `target "flask" is not one of`},
		{[]string{"audit", "--fail-on", "hgih", file}, `severity "hgih" is not one of`},
		{[]string{"audit", "--fix", "-"}, "--fix cannot write to standard input"},
		{[]string{"audit", filepath.Join(dir, "nothing.py")}, "no such file"},
		{[]string{"audit", t.TempDir()}, "holds no file"},
		{[]string{"audit", "/dev/null"}, "is not a file"},
		{[]string{"score"}, "no unit given"},
		{[]string{"score", "--format", "csv", file}, `"csv" is not one of`},
		{[]string{"score", file}, "is not a systemd unit"},
		{[]string{"rules", "x"}, "takes no operand"},
		{[]string{"rules", "--format", "yaml"}, `"yaml" is not one of`},
		{[]string{"explain"}, "takes one rule id"},
		{[]string{"explain", "autoindex"}, "did you mean nginx/autoindex?"},
	}
	for _, test := range tests {
		code, out, errs := call("", test.args...)
		if code != exitUsage || out != "" || strings.Count(errs, "\n") != 1 || !strings.Contains(errs, test.want) {
			t.Errorf("preflight %s: exit %d, output %q, error %q; want 2 and %q", strings.Join(test.args, " "), code, out, errs, test.want)
		}
	}
}

func TestAnUnreadableFileIsExit2(t *testing.T) {
	path := filepath.Join(t.TempDir(), "settings.py")
	if err := os.WriteFile(path, []byte(settings), 0); err != nil {
		t.Fatal(err)
	}
	if _, err := os.ReadFile(path); err == nil {
		path = filepath.Join(path, "below-a-file") // root may read everything, but not this
	}
	if code, out, errs := call("", "audit", path); code != exitUsage || out != "" || !strings.Contains(errs, path) {
		t.Errorf("exit %d, output %q, error %q", code, out, errs)
	}
}

func TestAFileThatCannotBeAuditedIsAProblemAndTheRestIsAudited(t *testing.T) {
	dir := stack(t)
	for name, test := range map[string]struct{ content, message string }{
		"empty.conf": {" \n", "the file is empty"},
		"logo.conf":  {"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00", "binary"},
		"notes.txt":  {"Remember the milk.\n", "not recognised"},
		"huge.conf":  {strings.Repeat("# filler\n", 300_000), "larger than 2 MB"},
	} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(test.content), 0o644); err != nil {
			t.Fatal(err)
		}
		_, report := auditJSON(t, "", path, filepath.Join(dir, "settings.py"))
		f := report.Files[0]
		if f.Kind != "unknown" || len(f.Problems) != 1 || f.Problems[0].Line != 1 || !strings.Contains(f.Problems[0].Message, test.message) {
			t.Errorf("%s: %+v", name, f)
		}
		if !report.fails("django/debug-enabled", "settings.py", 1) {
			t.Errorf("%s: the other file is lost", name)
		}
	}
}

func TestStandardInput(t *testing.T) {
	_, report := auditJSON(t, site, "-")
	if len(report.Files) != 1 || report.Files[0].Name != "stdin" || report.Files[0].Kind != "nginx" {
		t.Errorf("files %+v", report.Files)
	}
	_, report = auditJSON(t, site, "--kind", "systemd", "-")
	if report.Files[0].Kind != "systemd" {
		t.Errorf("--kind is not obeyed: %+v", report.Files)
	}
}

func TestTextFromWindowsIsRead(t *testing.T) {
	utf16 := []byte{0xFF, 0xFE}
	for _, c := range []byte(strings.ReplaceAll(settings, "\n", "\r\n")) {
		utf16 = append(utf16, c, 0)
	}
	path := filepath.Join(t.TempDir(), "settings.py")
	if err := os.WriteFile(path, utf16, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, report := auditJSON(t, "", path); !report.fails("django/debug-enabled", "settings.py", 1) {
		t.Error("UTF-16 with a byte order mark is not read")
	}
}

func TestFailOnDecidesTheExitCode(t *testing.T) {
	path := filepath.Join(stack(t), "settings.py")
	for severity, want := range map[string]int{"critical": exitFindings, "info": exitFindings} {
		if code, _, _ := call("", "audit", "--fail-on", severity, path); code != want {
			t.Errorf("--fail-on %s: exit %d, want %d", severity, code, want)
		}
	}
	quiet := filepath.Join(t.TempDir(), "x.timer")
	if err := os.WriteFile(quiet, []byte("[Timer]\nOnCalendar=daily\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if code, out, _ := call("", "audit", quiet); code != exitClean {
		t.Errorf("a good timer: exit %d\n%s", code, out)
	}
}

func TestAnIgnoredFindingDoesNotFail(t *testing.T) {
	code, out, _ := call("DEBUG = True  # preflight: ignore django/debug-enabled -- a test bench\n", "audit", "--kind", "django", "--fail-on", "critical", "-")
	if code != exitClean || !strings.Contains(out, "ignored: ") || !strings.Contains(out, "-- a test bench") {
		t.Errorf("exit %d\n%s", code, out)
	}
}

func TestFixWritesTheFile(t *testing.T) {
	dir := stack(t)
	_, out, errs := call("", "audit", "--fix", dir)
	text, err := os.ReadFile(filepath.Join(dir, "site.conf"))
	if err != nil || strings.Contains(string(text), "autoindex on") {
		t.Errorf("%v\n%s", err, text)
	}
	if !strings.Contains(errs, "fixed ") || strings.Contains(out, "nginx/autoindex") {
		t.Errorf("output %s\nerrors %s", out, errs)
	}
}

func TestFixEndsWhereNothingCertainIsLeft(t *testing.T) {
	dir := stack(t)
	call("", "audit", "--fix", dir)
	for name := range map[string]bool{"settings.py": true, "site.conf": true, "shop.service": true} {
		before, _ := os.ReadFile(filepath.Join(dir, name))
		if _, _, errs := call("", "audit", "--fix", dir); strings.Contains(errs, "fixed ") {
			t.Errorf("a second run changes files again: %s", errs)
		}
		if after, _ := os.ReadFile(filepath.Join(dir, name)); string(after) != string(before) {
			t.Errorf("%s changes again", name)
		}
	}
	if unit, _ := os.ReadFile(filepath.Join(dir, "shop.service")); !strings.Contains(string(unit), "NoNewPrivileges=") || !strings.Contains(string(unit), "PrivateTmp=") {
		t.Errorf("fixes at one place are not all made:\n%s", unit)
	}
}

func TestFixLeavesDaemonsAndChoicesAlone(t *testing.T) {
	for _, text := range []string{
		"[Unit]\nDescription=OpenBSD Secure Shell server\n\n[Service]\nExecStart=/usr/sbin/sshd -D\nKillMode=process\n",
		"[Service]\nUser=shop\nExecStart=/srv/shop/venv/bin/gunicorn shop.wsgi\nProtectHome=no\n",
	} {
		path := filepath.Join(t.TempDir(), "x.service")
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		call("", "audit", "--fix", path)
		after, _ := os.ReadFile(path)
		if strings.Contains(text, "sshd") && string(after) != text || !strings.Contains(string(after), strings.Split(text, "\n")[3]) {
			t.Errorf("the fix makes\n%s", after)
		}
	}
}

func TestFixTakesNothingThatAnApplicationMayNeed(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"shop.service": unit,
		"settings.py":  "MIDDLEWARE = ['django.middleware.security.SecurityMiddleware']\nINSTALLED_APPS = []\nROOT_URLCONF = 'shop.urls'\nDEBUG = True\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	_, out, _ := call("", "audit", "--fix", dir)
	service, _ := os.ReadFile(filepath.Join(dir, "shop.service"))
	module, _ := os.ReadFile(filepath.Join(dir, "settings.py"))
	if strings.Contains(string(service), "SystemCallFilter") || !strings.Contains(out, "fix: Set SystemCallFilter=") {
		t.Errorf("the filter of system calls is not left to a person:\n%s", service)
	}
	if strings.Contains(string(module), "HSTS") || !strings.Contains(string(module), "DEBUG = False") {
		t.Errorf("a promise to browsers is not left to a person, or DEBUG is:\n%s", module)
	}
}

func TestTooManyFilesLeaveOrdinaryModulesOut(t *testing.T) {
	dir := t.TempDir()
	for i := range 510 {
		name := filepath.Join(dir, fmt.Sprintf("a%03d.py", i))
		if err := os.WriteFile(name, []byte("import os\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "settings.py"), []byte(settings), 0o644); err != nil {
		t.Fatal(err)
	}
	code, report := auditJSON(t, "", dir)
	if code != exitFindings || !report.fails("django/debug-enabled", "settings.py", 1) {
		t.Errorf("exit %d: the settings are left out", code)
	}
	if _, out, _ := call("", "audit", dir); strings.Count(out, "more than 500 files") != 1 {
		t.Errorf("the same problem of many files is said more than once:\n%.300s", out)
	}
}

func TestTooManyConfigurationsAreAnError(t *testing.T) {
	dir := t.TempDir()
	for i := range 501 {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("a%03d.timer", i)), []byte("[Timer]\nOnCalendar=daily\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if code, _, errs := call("", "audit", dir); code != exitUsage || !strings.Contains(errs, "1 configuration files were left out") {
		t.Errorf("exit %d, %q", code, errs)
	}
}

func TestALinkIsPreferredToItsFile(t *testing.T) {
	dir := t.TempDir()
	for _, folder := range []string{"sites-available", "sites-enabled"} {
		if err := os.Mkdir(filepath.Join(dir, folder), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "sites-available/shop"), []byte(site), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("../sites-available/shop", filepath.Join(dir, "sites-enabled/shop")); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	_, report := auditJSON(t, "", dir)
	if len(report.Files) != 1 || !strings.HasSuffix(report.Files[0].Name, "sites-enabled/shop") {
		t.Errorf("files %+v", report.Files)
	}
}

func TestEveryFormatIsWritten(t *testing.T) {
	path := filepath.Join(stack(t), "settings.py")
	for format, want := range map[string]string{
		"text": "critical: ", "json": `"verdicts"`, "sarif": `"version": "2.1.0"`, "markdown": "# Preflight report", "csv": "rule,verdict,",
	} {
		code, out, errs := call("", "audit", "--format", format, path)
		if code != exitFindings || !strings.Contains(out, want) || !strings.Contains(out, "django/debug-enabled") || errs != "" {
			t.Errorf("%s: exit %d\n%s%s", format, code, out, errs)
		}
	}
}

func TestScore(t *testing.T) {
	path := filepath.Join(stack(t), "shop.service")
	var got struct {
		Scores []struct {
			File, Systemd, Level string
			Exposure             float64
			Rows                 []struct {
				ID                     string
				Weight, Range, Badness int
				Applicable             bool
			}
		}
	}
	code, out, errs := call("", "score", "--format", "json", "--target", "systemd=252", path)
	if err := json.Unmarshal([]byte(out), &got); err != nil || code != exitClean {
		t.Fatalf("exit %d, %v\n%s%s", code, err, out, errs)
	}
	// A unit without any hardening: systemd-analyze security 252 says 9.6 UNSAFE.
	if s := got.Scores[0]; len(got.Scores) != 1 || s.Systemd != "252" || s.Exposure != 9.6 || s.Level != "UNSAFE" || len(s.Rows) != 81 {
		t.Errorf("%+v", got)
	}
	code, out, _ = call("", "score", path)
	if code != exitClean || !strings.Contains(out, "UNSAFE (systemd 257)") || !strings.Contains(out, "User=/DynamicUser=") {
		t.Errorf("exit %d\n%s", code, out)
	}
}

func TestARefusedUnitHasItsWouldBeScore(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.service")
	if err := os.WriteFile(path, []byte("[Service]\nUser=shop\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	code, out, _ := call("", "score", "--format", "json", path)
	if code != exitClean || !strings.Contains(out, `"refused": `) || !strings.Contains(out, `"exposure": `) {
		t.Errorf("exit %d\n%s", code, out)
	}
}

func TestRulesAndExplain(t *testing.T) {
	_, out, _ := call("", "rules", "--format", "json")
	var entries []map[string]any
	if err := json.Unmarshal([]byte(out), &entries); err != nil || len(entries) < 36 {
		t.Fatalf("%d rules, %v", len(entries), err)
	}
	for _, key := range []string{"id", "kind", "title", "severity", "confidence", "cwe", "sameAs"} {
		if _, ok := entries[0][key]; !ok {
			t.Errorf("a rule has no %s: %v", key, entries[0])
		}
	}
	if code, out, _ := call("", "explain", "nginx/autoindex"); code != exitClean || !strings.Contains(out, "## Why") {
		t.Errorf("exit %d\n%s", code, out)
	}
	for _, args := range [][]string{{"help"}, {"audit", "-h"}, {"version"}} {
		if code, out, errs := call("", args...); code != exitClean || out == "" || errs != "" {
			t.Errorf("preflight %v: exit %d, %q, %q", args, code, out, errs)
		}
	}
}
