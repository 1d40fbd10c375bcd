package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

func TestCommandLine(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	empty := fstest.MapFS{".gitignore": {}}
	for _, c := range []struct {
		args  []string
		files fstest.MapFS
		code  int
		out   string // regular expressions over the whole output
		err   string
	}{
		{[]string{"-version"}, bundle, 0, `preflight abc123 go\S+\n`, ``},
		{[]string{"-version"}, empty, 0, `preflight \(no bundle\) go\S+\n`, ``},
		{[]string{"-h"}, bundle, 0, `(?s)Serves Preflight.*-addr.*-version.*`, ``},
		{[]string{"-adr", ":1"}, bundle, 2, ``, `preflight: .*-adr.*\n`},
		{[]string{"-addr"}, bundle, 2, ``, `preflight: .*-addr.*\n`},
		{[]string{"dist"}, bundle, 2, ``, `preflight: unexpected argument "dist".*\n`},
		{nil, empty, 2, ``, `preflight: .*make run.*\n`},
		{[]string{"-addr", taken.Addr().String()}, bundle, 1, ``, `preflight: .*address already in use\n`},
		{[]string{"-addr", "127.0.0.1"}, bundle, 1, ``, `preflight: .*missing port.*\n`},
	} {
		var out, errs bytes.Buffer
		code := run(t.Context(), c.args, c.files, &out, &errs)
		if code != c.code || !whole(c.out, out.String()) || !whole(c.err, errs.String()) {
			t.Errorf("%v = %d, %q, %q; want %d, %s, %s", c.args, code, out.String(), errs.String(), c.code, c.out, c.err)
		}
	}
}

func whole(pattern, text string) bool {
	return regexp.MustCompile("^(?:" + pattern + ")$").MatchString(text)
}

// start runs the server on a free port until the test ends; stop ends it
// and returns the exit code.
func start(t *testing.T) (address string, stop func() int) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	reader, writer := io.Pipe()
	code := make(chan int, 1)
	go func() { code <- run(ctx, []string{"-addr", "127.0.0.1:0"}, bundle, writer, writer) }()
	line, err := bufio.NewReader(reader).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	address = regexp.MustCompile(`127\.0\.0\.1:\d+`).FindString(line)
	t.Cleanup(cancel)
	return address, func() int { cancel(); return <-code }
}

func TestServesAndStops(t *testing.T) {
	address, stop := start(t)
	r, err := http.Get("http://" + address + "/rules")
	if err != nil {
		t.Fatal(err)
	}
	if body := text(r); r.StatusCode != 200 || body != "rules" {
		t.Errorf("GET /rules = %d %q", r.StatusCode, body)
	}
	if code := stop(); code != 0 {
		t.Errorf("stopped with %d, want 0", code)
	}
	if _, err := http.Get("http://" + address + "/"); err == nil {
		t.Error("still answers after it stopped")
	}
}

// A body that is announced but never sent must not delay the refusal.
func TestBodyIsNotAwaited(t *testing.T) {
	address, stop := start(t)
	defer stop()
	for _, request := range []string{
		"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n",
		"OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
	} {
		answer := exchange(t, address, request)
		if !strings.HasPrefix(answer, "HTTP/1.1 405 ") || !strings.Contains(answer, "Content-Security-Policy:") {
			t.Errorf("%q answered %q", request, answer)
		}
	}
}

// exchange sends raw bytes and reads until the server closes.
func exchange(t *testing.T, address, request string) string {
	t.Helper()
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(4 * time.Second))
	fmt.Fprint(conn, request)
	answer, err := io.ReadAll(conn)
	if err != nil {
		t.Errorf("%q: %v", request, err)
	}
	return string(answer)
}
