package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Writing a bundle leaves nothing of the one before, and the .gitignore alone.
func TestWrite(t *testing.T) {
	folder := writeAll(t, map[string]string{".gitignore": "*", "old.html": "old", "web/old.js": "old"})
	if err := (files{"index.html": []byte("new"), "rules/a/b.html": []byte("b")}).write(folder); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]bool{
		".gitignore": true, "index.html": true, "rules/a/b.html": true, "old.html": false, "web": false,
	} {
		if _, err := os.Stat(filepath.Join(folder, name)); (err == nil) != want {
			t.Errorf("%s is there: %t, want %t", name, err == nil, want)
		}
	}
}

func TestPrintSizes(t *testing.T) {
	folder := writeAll(t, map[string]string{
		"index.html": "12345", "index.html.br": "123",
		"app-worker.js": `const resources = ["/web/app.wasm", "/"];`,
		"web/app.wasm":  "1234567890", "web/app.wasm.br": "1234", "web/app.wasm.gz": "12345",
		"rules.html": "not in the first load",
	})
	var out strings.Builder
	if err := printSizes(folder, &out); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(out.String(), "\n")
	for i, want := range []string{"bytes raw gzip brotli", "web/app.wasm 10 5 4", "first load, 4 files 56 51 48"} {
		if got := strings.Join(strings.Fields(lines[i]), " "); got != want {
			t.Errorf("line %d is %q, want %q", i, got, want)
		}
	}
	if err := printSizes(t.TempDir(), &out); err == nil {
		t.Error("sizes of nothing")
	}
}
