package python

import (
	"bufio"
	"bytes"
	"io"
	"os"
	"os/exec"
	"regexp"
	"testing"
	"time"

	"preflight/rules/audit"
)

var places = regexp.MustCompile(`@\d+:\d+-\d+:\d+`)

// TestLibrary compares the trees of a folder of Python files with CPython's.
// It runs only where it is told of both:
//
//	PYTHON=python3.13 PYTHON_LIBRARY=/usr/lib/python3.13 go test -run Library -v
func TestLibrary(t *testing.T) {
	python, folder := os.Getenv("PYTHON"), os.Getenv("PYTHON_LIBRARY")
	if python == "" || folder == "" {
		t.Skip("set PYTHON and PYTHON_LIBRARY to compare with a library")
	}
	cmd := exec.Command(python, "-W", "ignore", "testdata/golden.py", "--library", folder)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	compareAll(t, out)
	if err := cmd.Wait(); err != nil {
		t.Fatal(err)
	}
}

func compareAll(t *testing.T, trees io.Reader) {
	var files, clean, same, exact, size int
	var spent time.Duration
	in := bufio.NewReaderSize(trees, 1<<20)
	for {
		row, err := in.ReadBytes('\n')
		if err != nil {
			break
		}
		path, want, _ := bytes.Cut(bytes.TrimSuffix(row, []byte("\n")), []byte("\t"))
		text, err := os.ReadFile(string(path))
		if err != nil || len(text) > maxText {
			continue
		}
		start := time.Now()
		m := Parse(&audit.File{Name: string(path), Text: string(text)})
		spent += time.Since(start)
		size += len(text)
		d := dump{places: true, file: m.File}
		d.body(m.Body)
		got := d.out.String()
		files++
		if len(m.Problems) == 0 {
			clean++
		} else {
			t.Errorf("%s: %v %s", path, m.Problems[0].Span.Position(), m.Problems[0].Message)
		}
		switch {
		case got == string(want):
			same++
			exact++
		case places.ReplaceAllString(got, "") == places.ReplaceAllString(string(want), ""):
			same++
			t.Logf("%s: places differ: %s", path, difference(got, string(want)))
		default:
			t.Errorf("%s: %s", path, difference(places.ReplaceAllString(got, ""), places.ReplaceAllString(string(want), "")))
		}
	}
	t.Logf("%d files, %d clean, %d of the same structure, %d with the same places; %d bytes in %v",
		files, clean, same, exact, size, spent)
}

// difference shows where two trees part.
func difference(got, want string) string {
	n := 0
	for n < len(got) && n < len(want) && got[n] == want[n] {
		n++
	}
	from := max(0, n-60)
	return "\n got …" + got[from:min(len(got), n+100)] + "\nwant …" + want[from:min(len(want), n+100)]
}
