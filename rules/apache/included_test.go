package apache_test

import (
	"testing"

	"preflight/rules"
	"preflight/rules/audit"
)

// TestIncludedFilesAreRead holds that a file counts which only an Include shows
// to be httpd's: what it says replaces what stands before.
func TestIncludedFilesAreRead(t *testing.T) {
	for _, name := range []string{"conf-enabled/zz.conf", "more.inc"} {
		main := "ServerRoot /etc/apache2\nTimeout 300\nInclude " + name + "\n"
		report := rules.Audit([]*audit.File{
			rules.NewFile(name, []byte("Timeout 30\n"), ""),
			rules.NewFile("apache2.conf", []byte(main), ""),
		}, nil)
		for _, p := range report.Problems {
			t.Errorf("%s: problem in %s: %s", name, p.Span.File.Name, p.Message)
		}
		said := ""
		for _, v := range report.Verdicts {
			if v.Rule == "apache/long-timeout" {
				said += v.Outcome.String() + " " + v.Span.File.Name
			}
		}
		if said != "pass "+name {
			t.Errorf("the rule says %q of %s", said, name)
		}
	}
}
