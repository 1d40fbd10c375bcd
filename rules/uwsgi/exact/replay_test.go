package main

import (
	_ "embed"
	"fmt"
	"os"
	"os/exec"
	"path"
	"strconv"
	"strings"
	"testing"

	"preflight/rules/audit"
	"preflight/rules/uwsgi"
)

// results is what uWSGI 2.0.31 said of the configurations.
//
//go:embed results.tsv
var results string

// TestOptionsAreThoseOfUWSGI compares the list of options that the model makes
// with the one that uWSGI showed: names, values, and their order.
func TestOptionsAreThoseOfUWSGI(t *testing.T) {
	rows := strings.Split(strings.TrimSuffix(results, "\n"), "\n")
	if len(rows) != configurations {
		t.Fatalf("%d results, want %d", len(rows), configurations)
	}
	refused := 0
	for n, row := range rows {
		_, quoted, _ := strings.Cut(row, "\t")
		want, err := strconv.Unquote(quoted)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(want, "refused: ") {
			refused++
			continue
		}
		if got := modelled(n); got != want {
			text, part := generate(n)
			t.Errorf("%d:\n%s---- part.ini\n%s\n---- uWSGI\n%s---- model\n%s", n, text, part, want, got)
		}
	}
	if refused > configurations/10 {
		t.Errorf("uWSGI refused %d of %d configurations: too many to learn from", refused, configurations)
	}
	t.Logf("%d configurations equal, %d refused by uWSGI", configurations-refused, refused)
}

// TestResultsAreThoseOfThisUWSGI asks the uWSGI of this machine again, where
// there is one: make exact-uwsgi UWSGI=/path/to/uwsgi.
func TestResultsAreThoseOfThisUWSGI(t *testing.T) {
	binary, err := exec.LookPath(os.Getenv("UWSGI"))
	if err != nil {
		t.Skip("no uWSGI is named in UWSGI: the recorded results stand alone")
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(folder)
	rows := strings.Split(results, "\n")
	for n := range configurations {
		list, err := ask(binary, n)
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprintf("%d\t%q", n, list); got != rows[n] {
			t.Errorf("uWSGI says\n%s\nrecorded is\n%s", got, rows[n])
		}
	}
}

// modelled gives the list in the form in which uWSGI shows it.
func modelled(n int) string {
	text, part := generate(n)
	files := map[string]*audit.File{
		folder + "/main.ini": {Name: folder + "/main.ini", Text: text},
		folder + "/part.ini": {Name: folder + "/part.ini", Text: part},
	}
	in := uwsgi.Read(uwsgi.Host{
		Open: func(name string) *audit.File {
			if !path.IsAbs(name) {
				name = path.Join(folder, name)
			}
			return files[name]
		},
		Env: func(name string) (string, audit.Truth) {
			value, set := environment[name]
			return value, audit.TruthOf(set)
		},
		Path: func(test, p string) audit.Truth {
			return audit.TruthOf(p == "/etc/passwd" && test != "dir" || p == "/etc" && test != "file")
		},
		Absolute: func(name string) string { return path.Join(folder, name) },
		Magic:    map[byte]string{'v': folder},
		Begun:    audit.No,
	}, []audit.Word{{Text: "--show-config"}, {Text: "--ini"}, {Text: folder + "/main.ini"}})
	var b strings.Builder
	for _, s := range in.Settings {
		if !s.Listed() {
			continue
		}
		value := s.Value
		if s.Bare {
			value = "true"
		}
		fmt.Fprintf(&b, "%s = %s\n", s.Key, value)
	}
	return b.String()
}
