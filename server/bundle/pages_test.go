package main

import (
	"strings"
	"testing"
)

func TestPageFile(t *testing.T) {
	for address, want := range map[string]string{
		"/": "index.html", "/rules": "rules.html", "/rules/nginx/autoindex": "rules/nginx/autoindex.html",
	} {
		if got := pageFile(address); got != want {
			t.Errorf("pageFile(%s) = %s, want %s", address, got, want)
		}
	}
}

func TestStartForAll(t *testing.T) {
	script := "function can() {\n  if (\n    /bot|googlebot|crawler/i.test(navigator.userAgent)\n  ) {\n    return false;\n  }\n\n  const x = 1;\n}"
	got, err := startForAll([]byte(script))
	if want := "function can() {\n  const x = 1;\n}"; err != nil || string(got) != want {
		t.Errorf("startForAll = %q, %v; want %q", got, err, want)
	}
	if _, err := startForAll([]byte("no test here")); err == nil {
		t.Error("a script without the test was accepted")
	}
}

// The hash depends on names and contents, and on where one ends.
func TestHash(t *testing.T) {
	seen := map[string]files{}
	for _, bundle := range []files{
		{}, {"a": nil}, {"b": nil}, {"a": []byte("b")}, {"a": []byte("b 0\n")}, {"a": nil, "b": nil},
	} {
		h := hash(bundle)
		if other, ok := seen[h]; ok || len(h) != 16 || strings.ToLower(h) != h {
			t.Errorf("hash of %v is %q, as of %v", bundle, h, other)
		}
		seen[h] = bundle
	}
}
