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

func TestMend(t *testing.T) {
	script := `let goappServiceWorkerRegistration;
if (!navigator.serviceWorker.controller) {
function can() {
  if (
    /bot|googlebot|crawler/i.test(navigator.userAgent)
  ) {
    return false;
  }

  const x = 1;
  run(instantiate(fetchWithProgress("/web/app.wasm", showProgress), 1));
}`
	want := `let goappServiceWorkerRegistration;
const goappWasControlled = !!navigator.serviceWorker?.controller;
if (!goappWasControlled) {
function can() {
  const x = 1;
  run(instantiate(preflight.loading(showProgress, goappWasmContentLength), 1));
}`
	got, err := mend([]byte(script))
	if err != nil || string(got) != want {
		t.Errorf("mend = %s, %v; want %s", got, err, want)
	}
	for _, other := range []string{"nothing to mend", script + script} {
		if _, err := mend([]byte(other)); err == nil {
			t.Errorf("mended %s", other)
		}
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
