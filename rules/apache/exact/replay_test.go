package main

import (
	_ "embed"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"

	"preflight/rules/apache"
	"preflight/rules/audit"
)

// results is what "exact replay" printed with httpd 2.4.71.
//
//go:embed results.tsv
var results string

// TestRefusalsAreThoseOfHttpd compares the model with what httpd said of every
// generated configuration: accepted or refused, the line and the kind of fault.
func TestRefusalsAreThoseOfHttpd(t *testing.T) {
	rows := strings.Split(strings.TrimSuffix(results, "\n"), "\n")
	if len(rows) != configurations {
		t.Fatalf("%d results, want %d", len(rows), configurations)
	}
	for _, row := range rows {
		var n, line int
		var class string
		if _, err := fmt.Sscanf(row, "%d\t%d\t%s", &n, &line, &class); err != nil {
			t.Fatalf("%q: %v", row, err)
		}
		text := generate(n)
		gotLine, gotClass := refused(text)
		if class == "value" { // the model does not look at values: it may say nothing before
			if gotLine != 0 && gotLine < line {
				t.Errorf("%d: refused on line %d (%s), httpd on line %d\n%s", n, gotLine, gotClass, line, numbered(text))
			}
			continue
		}
		if gotLine != line || gotClass != class {
			t.Errorf("%d: line %d (%s), httpd says line %d (%s)\n%s", n, gotLine, gotClass, line, class, numbered(text))
		}
	}
}

// TestResultsAreThoseOfThisHttpd asks the httpd of this machine, where there is
// one, about every configuration again.
func TestResultsAreThoseOfThisHttpd(t *testing.T) {
	if _, err := exec.LookPath("apache2"); err != nil {
		t.Skip("no apache2 on this machine: the recorded results stand alone")
	}
	if testing.Short() {
		t.Skip("httpd is started once for every configuration")
	}
	o, err := newOracle("/usr/lib/apache2/modules", "")
	if err != nil {
		t.Skip(err)
	}
	defer os.RemoveAll(o.dir)
	recorded := strings.Split(results, "\n")
	for n := range configurations {
		if row := o.row(n); row != recorded[n] {
			t.Errorf("httpd says %q, recorded is %q\n%s", row, recorded[n], numbered(generate(n)))
		}
	}
}

func refused(text string) (line int, class string) {
	file := &audit.File{Name: "httpd.conf", Kind: apache.Kind, Text: preamble + text}
	configs := apache.Configs(audit.NewStack([]*audit.File{file}, nil, nil))
	if r, ok := configs[0].Refused(); ok {
		return r.Line - strings.Count(preamble, "\n"), r.Why
	}
	return 0, "-"
}

func numbered(text string) string {
	var b strings.Builder
	for i, l := range strings.Split(text, "\n") {
		fmt.Fprintf(&b, "%3d %s\n", i+1, l)
	}
	return b.String()
}
