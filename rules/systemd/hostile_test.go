package systemd_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"preflight/rules"
	"preflight/rules/audit"
	"preflight/rules/systemd"
)

// report audits unit files, given as name and text by turns.
func report(pairs ...string) *audit.Report {
	var files []*audit.File
	for i := 0; i < len(pairs); i += 2 {
		files = append(files, rules.NewFile(pairs[i], []byte(pairs[i+1]), systemd.Kind))
	}
	return rules.Audit(files, nil)
}

// hostile are texts that a careless audit takes too long over.
func hostile() map[string]string {
	const n = 1 << 20
	distinct := func(count int, line string) string {
		var b strings.Builder
		b.WriteString("[Service]\nExecStart=/bin/true\n")
		for i := range count {
			fmt.Fprintf(&b, line, i)
		}
		return b.String()
	}
	return map[string]string{
		"one long value":     "[Service]\nExecStart=/bin/true " + strings.Repeat("x", n-64) + "\n",
		"many words":         "[Service]\nExecStart=/bin/true " + strings.Repeat("$( ", n/3-64) + "\n",
		"one key repeated":   "[Service]\nExecStart=/bin/true\n" + strings.Repeat("User=shop\n", 100_000),
		"filters":            "[Service]\nExecStart=/bin/true\n" + strings.Repeat("SystemCallFilter=@system-service\n", 10_000),
		"capabilities":       "[Service]\nExecStart=/bin/true\nCapabilityBoundingSet=" + strings.Repeat("CAP_KIL ", n/8-64) + "\n",
		"addresses":          "[Service]\nExecStart=/bin/true\nIPAddressDeny=" + strings.Repeat("1.2.3.4/8 ", n/10-64) + "\n",
		"distinct keys":      distinct(50_000, "NoNewPrivilege%d=yes\n"),
		"distinct sections":  distinct(50_000, "[Section%d]\n"),
		"misplaced keys":     "[Unit]\n" + strings.Repeat("PrivateTmp=yes\n", 60_000),
		"secrets":            distinct(30_000, "Environment=SECRET_%d=abcdefghijkl\n"),
		"commands":           distinct(30_000, "ExecStartPre=/bin/echo %d && false\n"),
		"bad values":         distinct(50_000, "PrivateTmp=maybe%d\n"),
		"requirements":       "[Unit]\n" + strings.Repeat("Requires=a.service\n", 50_000),
		"backslashes":        strings.Repeat(`\`, n),
		"brackets":           strings.Repeat("[", n),
		"heads":              strings.Repeat("[Service]\n", n/10),
		"NUL":                "[Service]\n" + strings.Repeat("A=\x00", n/3),
		"lone CR":            "[Service]\r" + strings.Repeat("User=x\r", n/7),
		"open quotes":        "[Service]\nExecStart=" + strings.Repeat(`"`, n/2+1) + "\n",
		"semicolons":         "[Service]\nExecStart=" + strings.Repeat("/bin/a ; ", n/9-64) + "\n",
		"comma lists":        "[Unit]\n" + strings.Repeat("After=a,b\n", 50_000),
		"percent signs":      "[Service]\nExecStart=/bin/a " + strings.Repeat("%", n/2) + "\nUser=" + strings.Repeat("%n", 10_000) + "\n",
		"continued lines":    "[Service]\nExecStart=/bin/a " + strings.Repeat("\\\nx ", n/8) + "\n",
		"variables":          "[Service]\nExecStart=/srv/a/bin/gunicorn " + strings.Repeat("$A ", 10_000) + "\nEnvironment=\"A=" + strings.Repeat("a ", n/4) + "\"\n",
		"small variables":    "[Service]\nExecStart=/srv/a/bin/gunicorn " + strings.Repeat("$A ", 200_000) + "\nEnvironment=\"A=" + strings.Repeat("a ", 2000) + "\"\n",
		"spans of time":      "[Service]\nExecStart=/bin/a\nRestartSec=" + strings.Repeat("1 ", n/2-64) + "\n",
		"continued requires": "[Unit]\nRequires=" + strings.Repeat("\\\na.service ", n/16) + "\n",
	}
}

// TestHostile audits texts on which a quadratic rule needs minutes.
func TestHostile(t *testing.T) {
	for name, text := range hostile() {
		if r := report("a.service", text); len(r.Crashes) > 0 {
			t.Errorf("%s: %v", name, r.Crashes)
		}
	}
}

func FuzzAudit(f *testing.F) {
	for _, seed := range []string{
		"[Service]\nExecStart=+/bin/a ; b \"c\nUser=%i\n", "[Unit]\nAfter=a,b\n[Service]\nPrivateTmp=yes # x\n", "[Socket]\nListenStream=80\n",
		"[Service]\nCapabilityBoundingSet=~KILL,X ~Y\nSystemCallFilter=@a,b ~c :\nIPAddressDeny=1/2 ::/0\n", "# /a.service\n[Service]\n# /a.service.d/b.conf\nX=\n",
		"[Service]\nEnvironment=A=b \"C=d e\" SECRET_KEY=\\x41\nRestartSec=1min 5\nDeviceAllow=/dev/../x rw\nReadWritePaths=-/ +/etc\n",
	} {
		f.Add("a.service", seed)
		f.Add("a@.service.d/b.conf", seed)
	}
	f.Fuzz(func(t *testing.T, name, text string) {
		file := rules.NewFile(name, []byte(text), systemd.Kind)
		r := rules.Audit([]*audit.File{file}, nil)
		if len(r.Crashes) > 0 {
			t.Fatal(r.Crashes)
		}
		for _, v := range r.Verdicts {
			if v.Fix == nil {
				continue
			}
			if _, err := audit.Apply(file, v.Fix.Edits); err != nil {
				t.Fatalf("%s: %v", v.Rule, err)
			}
		}
		systemd.Scores(audit.NewStack([]*audit.File{file}, nil, nil))
	})
}

// units are the hand-made cases as a thousand files.
func units(b *testing.B) []*audit.File {
	paths, err := filepath.Glob("exact/testdata/cases/*.service")
	if err != nil || len(paths) == 0 {
		b.Fatal("no units", err)
	}
	var files []*audit.File
	for i := range 1000 {
		text, err := os.ReadFile(paths[i%len(paths)])
		if err != nil {
			b.Fatal(err)
		}
		if len(text) > 20_000 {
			text = []byte(hardened)
		}
		files = append(files, rules.NewFile(fmt.Sprintf("a%d.service", i), text, systemd.Kind))
	}
	return files
}

// BenchmarkScore1000 scores a thousand units.
func BenchmarkScore1000(b *testing.B) {
	files := units(b)
	for b.Loop() {
		for _, f := range files {
			systemd.Scores(audit.NewStack([]*audit.File{f}, nil, nil))
		}
	}
}

// BenchmarkAudit1000 audits a thousand units with every rule.
func BenchmarkAudit1000(b *testing.B) {
	files := units(b)
	for b.Loop() {
		for _, f := range files {
			rules.Audit([]*audit.File{f}, nil)
		}
	}
}
