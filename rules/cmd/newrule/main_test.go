package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func root(t *testing.T) string {
	dir := t.TempDir()
	for _, folder := range []string{"rules/nginx", "rules/django", "docs/rules/nginx", "docs/rules/django"} {
		if err := os.MkdirAll(filepath.Join(dir, folder), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestCreateWritesCodeAndDoc(t *testing.T) {
	dir := root(t)
	if _, err := create(dir, "nginx/alias-traversal"); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		"rules/nginx/alias_traversal.go":      `func init() { Rules.Add("alias-traversal", aliasTraversal) }`,
		"docs/rules/nginx/alias-traversal.md": "```nginx bad line=1",
	} {
		text, err := os.ReadFile(filepath.Join(dir, path))
		if err != nil || !strings.Contains(string(text), want) {
			t.Errorf("%s does not hold %q: %v\n%s", path, want, err, text)
		}
	}
}

func TestCreateSpeaksPythonForDjango(t *testing.T) {
	dir := root(t)
	if _, err := create(dir, "django/x"); err != nil {
		t.Fatal(err)
	}
	doc, _ := os.ReadFile(filepath.Join(dir, "docs/rules/django/x.md"))
	code, _ := os.ReadFile(filepath.Join(dir, "rules/django/x.go"))
	if !strings.Contains(string(doc), "```python good") || !strings.Contains(string(code), "func x(s *Settings,") {
		t.Errorf("doc:\n%s\ncode:\n%s", doc, code)
	}
}

// TestModelsAreThoseOfTheFormats holds the templates to the sets that the
// formats declare, so that a new rule compiles.
func TestModelsAreThoseOfTheFormats(t *testing.T) {
	declaration := regexp.MustCompile(`audit\.NewSet\[(\*\w+)\]\("(\w+)"\)`)
	paths, err := filepath.Glob("../../*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	declared := map[string]string{}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if found := declaration.FindSubmatch(text); found != nil && !strings.HasSuffix(path, "_test.go") {
			declared[string(found[2])] = string(found[1])
		}
	}
	if len(declared) != len(models) {
		t.Errorf("formats with rules are %v, templates %v", declared, models)
	}
	for format, model := range declared {
		if !strings.HasSuffix(models[format], " "+model) {
			t.Errorf("the template of %s takes %q, its rules take %s", format, models[format], model)
		}
	}
}

func TestCreateRefuses(t *testing.T) {
	dir := root(t)
	if _, err := create(dir, "nginx/twice"); err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"nginx", "nginx/", "nginx/Upper", "nginx/a_b", "caddy/x", "../x/y", "nginx/twice"} {
		if _, err := create(dir, id); err == nil {
			t.Errorf("create(%q) is not refused", id)
		}
	}
}
