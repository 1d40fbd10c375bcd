package main

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

var twoHeaders = []header{{"X-A", "one"}, {"X-B", "'two'; three"}}

func TestReadHeaders(t *testing.T) {
	got := readHeaders("X-A: one\nX-B: 'two';\n  three\n")
	want := append(twoHeaders, header{"Cache-Control", "no-cache"})
	if len(got) != len(want) {
		t.Fatalf("headers %v, want %v", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("header %v, want %v", got[i], want[i])
		}
	}
}

func TestHostHeaders(t *testing.T) {
	want := "/*\n  X-A: one\n  X-B: 'two'; three\n/web/app.wasm\n  Content-Type: application/wasm\n" +
		"/manifest.webmanifest\n  Content-Type: application/manifest+json\n"
	if got := string(hostHeaders(twoHeaders)); got != want {
		t.Errorf("_headers is\n%s\nwant\n%s", got, want)
	}
}

func TestNginxSnippet(t *testing.T) {
	got := string(nginxSnippet(twoHeaders))
	for _, want := range []string{
		"add_header X-A \"one\" always;\n", "add_header X-B \"'two'; three\" always;\n",
		"gzip_static on;", "error_page 404 /404.html;", "return 405;",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the snippet lacks %q:\n%s", want, got)
		}
	}
	if strings.Count(got, "add_header") != 2 {
		t.Errorf("an add_header in a location would drop those of the server:\n%s", got)
	}
}

// nginx itself accepts the snippet, where it is installed.
func TestNginxAcceptsSnippet(t *testing.T) {
	nginx, err := exec.LookPath("nginx")
	if err != nil {
		t.Skip("nginx is not installed")
	}
	folder := writeAll(t, map[string]string{
		"snippet.conf": string(nginxSnippet(twoHeaders)),
		"nginx.conf": "pid nginx.pid;\nevents {}\nhttp {\n access_log off;\n server {\n  listen unix:socket;\n" +
			"  root .;\n  include snippet.conf;\n }\n}\n",
	})
	out, err := exec.Command(nginx, "-t", "-e", "stderr", "-p", folder, "-c", "nginx.conf").CombinedOutput()
	if err != nil {
		t.Errorf("nginx -t: %v\n%s", err, out)
	}
}

// No header may have what would end its quotes in nginx.conf.
func TestHeadersCanBeQuoted(t *testing.T) {
	text, err := os.ReadFile("../headers.txt")
	if err != nil {
		t.Fatal(err)
	}
	all := readHeaders(string(text))
	if len(all) < 5 {
		t.Fatalf("only %d headers", len(all))
	}
	for _, h := range all {
		if strings.ContainsAny(h.value, "\"\\$\n") {
			t.Errorf("%s has a character that nginx reads specially: %s", h.name, h.value)
		}
	}
}

func TestSums(t *testing.T) {
	const empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
	want := empty + "  a\n" + empty + "  b/c\n"
	if got := string(sums(files{"b/c": nil, "a": {}})); got != want {
		t.Errorf("sums\n%swant\n%s", got, want)
	}
}
