package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"
)

// bundle is a small bundle with every sort of file.
var bundle = fstest.MapFS{
	".gitignore":                   {Data: []byte("*")},
	"404.html":                     {Data: []byte("nothing here")},
	"404.html.gz":                  {Data: []byte("nothing, gzip")},
	"VERSION":                      {Data: []byte("abc123\n")},
	"index.html":                   {Data: []byte("home")},
	"index.html.br":                {Data: []byte("home, brotli")},
	"index.html.gz":                {Data: []byte("home, gzip")},
	"rules.html":                   {Data: []byte("rules")},
	"rules/nginx/autoindex.html":   {Data: []byte("autoindex")},
	"guide/index.html":             {Data: []byte("guide")},
	"web/app.wasm":                 {Data: []byte("\x00asm")},
	"web/app.wasm.br":              {Data: []byte("asm, brotli")},
	"web/icons/icon.svg":           {Data: []byte("<svg/>")},
	"web/icons/icon-192.png":       {Data: []byte("png")},
	"app.js":                       {Data: []byte("js")},
	"manifest.webmanifest":         {Data: []byte("{}")},
	"NOTICES.txt":                  {Data: []byte("notices")},
	"web/editor/unheard-of.binary": {Data: []byte("?")},
}

func testSite(t *testing.T, files fstest.MapFS) *site {
	t.Helper()
	s, err := loadSite(files)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// ask sends one request, its headers as "Name: value", and returns the answer.
func ask(s *site, method, target string, headers ...string) *http.Response {
	request := httptest.NewRequest(method, target, nil)
	for _, one := range parseHeaders(strings.Join(headers, "\n")) {
		request.Header.Add(one.name, one.value)
	}
	recorder := httptest.NewRecorder()
	s.ServeHTTP(recorder, request)
	return recorder.Result()
}

func text(r *http.Response) string {
	body, _ := io.ReadAll(r.Body)
	return string(body)
}

func TestAnswers(t *testing.T) {
	s := testSite(t, bundle)
	for _, c := range []struct {
		method, target, accept string
		status                 int
		contentType, body      string
	}{
		{"GET", "/", "", 200, "text/html; charset=utf-8", "home"},
		{"GET", "/", "br", 200, "text/html; charset=utf-8", "home, brotli"},
		{"GET", "/", "gzip", 200, "text/html; charset=utf-8", "home, gzip"},
		{"GET", "/?utm=1&wasm=false", "", 200, "text/html; charset=utf-8", "home"},
		{"GET", "/rules", "br", 200, "text/html; charset=utf-8", "rules"},
		{"GET", "/rules/nginx/autoindex", "", 200, "text/html; charset=utf-8", "autoindex"},
		{"GET", "/guide", "", 200, "text/html; charset=utf-8", "guide"},
		{"GET", "/web/app.wasm", "br", 200, "application/wasm", "asm, brotli"},
		{"GET", "/web/icons/icon.svg", "", 200, "image/svg+xml", "<svg/>"},
		{"GET", "/web/icons/icon-192.png", "", 200, "image/png", "png"},
		{"GET", "/app.js", "", 200, "text/javascript; charset=utf-8", "js"},
		{"GET", "/manifest.webmanifest", "", 200, "application/manifest+json", "{}"},
		{"GET", "/NOTICES.txt", "", 200, "text/plain; charset=utf-8", "notices"},
		{"GET", "/web/editor/unheard-of.binary", "", 200, "application/octet-stream", "?"},
		{"HEAD", "/", "br", 200, "text/html; charset=utf-8", ""},
		{"HEAD", "/nope", "", 404, "text/html; charset=utf-8", ""},
		{"GET", "/nope", "", 404, "text/html; charset=utf-8", "nothing here"},
		{"GET", "/nope", "gzip", 404, "text/html; charset=utf-8", "nothing, gzip"},
		{"GET", "/404.html", "", 404, "text/html; charset=utf-8", "nothing here"},
		{"GET", "/.gitignore", "", 404, "text/html; charset=utf-8", "nothing here"},
		{"GET", "/web", "", 404, "text/html; charset=utf-8", "nothing here"},
		{"GET", "/index.html.br", "", 404, "text/html; charset=utf-8", "nothing here"},
		{"GET", "/../main.go", "", 404, "text/html; charset=utf-8", "nothing here"},
		{"GET", "/web/..%2f..%2fgo.mod", "", 404, "text/html; charset=utf-8", "nothing here"},
		{"GET", "//etc/passwd", "", 404, "text/html; charset=utf-8", "nothing here"},
		{"GET", "/rules", "identity;q=0", 406, "text/plain; charset=utf-8", "Not Acceptable\n"},
		{"POST", "/", "", 405, "text/plain; charset=utf-8", "Method Not Allowed\n"},
		{"PUT", "/nope", "", 405, "text/plain; charset=utf-8", "Method Not Allowed\n"},
		{"OPTIONS", "/", "", 405, "text/plain; charset=utf-8", "Method Not Allowed\n"},
		{"BREW", "/", "", 405, "text/plain; charset=utf-8", "Method Not Allowed\n"},
	} {
		r := ask(s, c.method, c.target, "Accept-Encoding: "+c.accept)
		body := text(r)
		if c.method == "HEAD" {
			body = "" // the recorder keeps what the server would drop
		}
		if r.StatusCode != c.status || r.Header.Get("Content-Type") != c.contentType || body != c.body {
			t.Errorf("%s %s (%s) = %d %s %q, want %d %s %q", c.method, c.target, c.accept,
				r.StatusCode, r.Header.Get("Content-Type"), body, c.status, c.contentType, c.body)
		}
		if allow := r.Header.Get("Allow"); (c.status == 405) != (allow == "GET, HEAD") {
			t.Errorf("%s %s: Allow is %q", c.method, c.target, allow)
		}
	}
}

func TestMovedPages(t *testing.T) {
	s := testSite(t, bundle)
	for from, to := range map[string]string{
		"/index.html":                 "/",
		"/rules/":                     "/rules",
		"/rules.html":                 "/rules",
		"/guide/":                     "/guide",
		"/guide/index.html":           "/guide",
		"/rules/nginx/autoindex/":     "/rules/nginx/autoindex",
		"/rules/nginx/autoindex.html": "/rules/nginx/autoindex",
	} {
		r := ask(s, "GET", from)
		if r.StatusCode != 308 || r.Header.Get("Location") != to {
			t.Errorf("%s = %d to %q, want 308 to %q", from, r.StatusCode, r.Header.Get("Location"), to)
		}
	}
}

func TestRevalidation(t *testing.T) {
	s := testSite(t, bundle)
	plain := ask(s, "GET", "/").Header.Get("ETag")
	brotli := ask(s, "GET", "/", "Accept-Encoding: br").Header.Get("ETag")
	if len(plain) < 18 || plain[0] != '"' || plain == brotli {
		t.Fatalf("ETags %s and %s: want two different strong ones", plain, brotli)
	}
	for _, c := range []struct {
		ifNoneMatch, accept string
		want                int
	}{
		{plain, "", 304},
		{brotli, "br", 304},
		{brotli, "", 200},
		{plain, "br", 200},
		{"W/" + plain, "", 304},
		{`"other", ` + plain, "", 304},
		{"*", "", 304},
		{`"other"`, "", 200},
		{strings.Trim(plain, `"`), "", 200},
	} {
		r := ask(s, "GET", "/", "If-None-Match: "+c.ifNoneMatch, "Accept-Encoding: "+c.accept)
		if r.StatusCode != c.want {
			t.Errorf("If-None-Match %s with %q = %d, want %d", c.ifNoneMatch, c.accept, r.StatusCode, c.want)
		}
		if body := text(r); c.want == 304 && (body != "" || r.Header.Get("ETag") == "") {
			t.Errorf("304 with body %q and ETag %q", body, r.Header.Get("ETag"))
		}
	}
	if r := ask(s, "GET", "/nope", "If-None-Match: *"); r.StatusCode != 404 {
		t.Errorf("unknown page with If-None-Match = %d, want 404", r.StatusCode)
	}
}

// Every answer carries the protection, whatever its status.
func TestProtection(t *testing.T) {
	s := testSite(t, bundle)
	for _, r := range []*http.Response{
		ask(s, "GET", "/"),
		ask(s, "HEAD", "/web/app.wasm", "Accept-Encoding: br"),
		ask(s, "GET", "/", "If-None-Match: *"),
		ask(s, "GET", "/rules/"),
		ask(s, "GET", "/nope"),
		ask(s, "POST", "/"),
		ask(s, "GET", "/rules", "Accept-Encoding: *;q=0"),
	} {
		for name, want := range map[string]string{
			"Content-Security-Policy": "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; " +
				"img-src 'self' data:; connect-src 'self'; manifest-src 'self'; worker-src 'self' blob:; base-uri 'none'; " +
				"form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types default",
			"Referrer-Policy":            "no-referrer",
			"X-Content-Type-Options":     "nosniff",
			"Cross-Origin-Opener-Policy": "same-origin",
			"X-DNS-Prefetch-Control":     "off",
			"Cache-Control":              "no-cache",
			"Vary":                       "Accept-Encoding",
		} {
			if got := r.Header.Get(name); got != want {
				t.Errorf("%d: %s is %q, want %q", r.StatusCode, name, got, want)
			}
		}
		if !strings.Contains(r.Header.Get("Permissions-Policy"), "camera=()") {
			t.Errorf("%d: Permissions-Policy is %q", r.StatusCode, r.Header.Get("Permissions-Policy"))
		}
	}
}

func TestMissingPageIsOptional(t *testing.T) {
	s := testSite(t, fstest.MapFS{"index.html": {Data: []byte("home")}})
	if r := ask(s, "GET", "/nope"); r.StatusCode != 404 || text(r) != "Not Found\n" {
		t.Errorf("without a 404 page: %d", r.StatusCode)
	}
}

func TestSiblingWithoutFile(t *testing.T) {
	if _, err := loadSite(fstest.MapFS{"index.html": {}, "a.js.br": {}}); err == nil {
		t.Error("a compressed sibling without its file was accepted")
	}
}
