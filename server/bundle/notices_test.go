package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func writeAll(t *testing.T, texts map[string]string) string {
	t.Helper()
	folder := t.TempDir()
	for name, text := range texts {
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

func TestReadModules(t *testing.T) {
	folder := writeAll(t, map[string]string{
		"a/LICENSE": "terms of a", "a/NOTICE": "notice of a", "b/LICENCE.md": "terms of b", "c/README": "none",
	})
	b, a, c := "m/b v1\t"+folder+"/b\n", "m/a v2\t"+folder+"/a\n", "m/c v3\t"+folder+"/c\n"
	got, err := readModules(b + a + b)
	if err != nil || len(got) != 2 {
		t.Fatalf("%v, %v", got, err)
	}
	if got[0] != (notice{"m/a v2", "terms of a\nnotice of a"}) || got[1] != (notice{"m/b v1", "terms of b"}) {
		t.Errorf("modules %v", got)
	}
	if _, err := readModules(a + c); err == nil || !strings.Contains(err.Error(), "m/c v3") {
		t.Errorf("a module without a license: %v", err)
	}
}

func TestJoinNotices(t *testing.T) {
	got := string(joinNotices([]notice{{"One", "\nterms\n"}}))
	if !strings.Contains(got, "\nOne\n====") || !strings.HasSuffix(got, "=\n\nterms\n") {
		t.Errorf("notices:\n%s", got)
	}
}
