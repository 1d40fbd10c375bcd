package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"preflight/rules/apache"
	"preflight/rules/audit"
)

// TestFixesStart makes every fix of small configurations and asks an httpd with
// next to no modules whether it would start.
func TestFixesStart(t *testing.T) {
	if _, err := exec.LookPath("apache2"); err != nil {
		t.Skip("no apache2 on this machine: nothing is checked")
	}
	for _, text := range []string{
		"DocumentRoot /\n",
		"<VirtualHost *:80>\n\tDocumentRoot /\n</VirtualHost>\n",
		"<VirtualHost *:443>\n</VirtualHost>\n",
		"<Directory />\n    Options Indexes FollowSymLinks\n</Directory>\nTimeout 300\nServerTokens OS\n",
	} {
		fixed := fixAll(t, text)
		if fixed == text {
			t.Errorf("nothing to fix in\n%s", text)
		}
		if out, err := startable(t, fixed); err != nil {
			t.Errorf("httpd does not start: %s\n%s", out, fixed)
		}
	}
}

// fixAll makes the fixes of all findings, of one rule after the other.
func fixAll(t *testing.T, text string) string {
	done := map[string]bool{}
	for {
		file := &audit.File{Name: "apache2.conf", Kind: apache.Kind, Text: text}
		stack := audit.NewStack([]*audit.File{file}, nil, nil)
		apache.Format.Audit(stack)
		before := len(done)
		for _, v := range stack.Report().Verdicts {
			if v.Fix == nil || done[v.Rule] || len(done) > before {
				continue
			}
			done[v.Rule] = true
			var err error
			if text, err = audit.Apply(file, v.Fix.Edits); err != nil {
				t.Fatal(err)
			}
		}
		if len(done) == before {
			return text
		}
	}
}

func startable(t *testing.T, text string) (said string, err error) {
	dir := t.TempDir()
	lines := []string{"ServerRoot " + dir, "ServerName here.test", "Listen 127.0.0.1:" + freePort(t), "PidFile " + dir + "/pid", "ErrorLog " + dir + "/log", "Mutex posixsem"}
	for _, m := range []string{"mpm_event", "authz_core"} {
		lines = append(lines, "LoadModule "+m+"_module /usr/lib/apache2/modules/mod_"+m+".so")
	}
	path := filepath.Join(dir, "httpd.conf")
	if err := os.WriteFile(path, []byte(strings.Join(lines, "\n")+"\n"+text), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("apache2", "-t", "-f", path).CombinedOutput()
	return string(out), err
}
