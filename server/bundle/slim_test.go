package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// module is the least that has a place for every edit.
var module = map[string]string{
	"go.mod":            "module m\n",
	"pkg/app/http.go":   "package app\n\ntype Handler struct{}\n",
	"pkg/app/wasm.go":   "package app\n\nfunc Generate(dir string, h *Handler, pages ...string) {}\n",
	"pkg/app/x_test.go": "package app\n",
	"pkg/errors/e.go":   "package errors\n",
	"pkg/app/resource.go": "package app\n\nimport (\n\t\"net/http\"\n)\n\nvar x = y{\n\t\tHandler:   http.FileServer(http.Dir(directory)),\n}\n" +
		"type localResourceResolver struct {\n\thttp.Handler\n}\n",
	"docs/other.go": "package docs\n",
}

func TestCopyModule(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "copy")
	if err := copyModule(writeAll(t, module), folder); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"go.mod":              "module m\n",
		"pkg/errors/e.go":     "package errors\n",
		"pkg/app/http.go":     "//go:build !wasm\n\npackage app\n\ntype Handler struct{}\n",
		"pkg/app/wasm.go":     "package app\n\nfunc Generate(dir string, h any, pages ...string) {}\n",
		"pkg/app/resource.go": "package app\n\nimport (\n)\n\nvar x = y{\n}\ntype localResourceResolver struct {\n}\n",
	} {
		if got, err := os.ReadFile(filepath.Join(folder, name)); err != nil || string(got) != want {
			t.Errorf("%s is %q, %v; want %q", name, got, err, want)
		}
	}
	for _, name := range []string{"pkg/app/x_test.go", "docs/other.go"} {
		if _, err := os.Stat(filepath.Join(folder, name)); err == nil {
			t.Errorf("%s was copied", name)
		}
	}
}

// A go-app that has changed must be looked at, not patched blindly.
func TestCopyModuleRefuses(t *testing.T) {
	source := writeAll(t, module)
	if err := os.WriteFile(filepath.Join(source, "pkg/app/wasm.go"), []byte("package app\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := copyModule(source, t.TempDir()); err == nil || !strings.Contains(err.Error(), "wasm.go has 0 places") {
		t.Errorf("a changed go-app: %v", err)
	}
}
