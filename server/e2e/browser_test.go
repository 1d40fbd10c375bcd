package e2e

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/gobwas/ws"
	"github.com/gobwas/ws/wsutil"
)

// patience is how long a test waits for what must come.
const patience = 30 * time.Second

// chromium is a browser with its own profile, which outlives a restart.
type chromium struct {
	t        testing.TB
	profile  string
	netLog   string // file: what Chromium's own network stack did
	command  *exec.Cmd
	context  context.Context
	cancel   context.CancelFunc
	remote   string    // address of its debugging socket
	recorder *recorder // nil: nobody records
	tabs     int       // opened so far
}

// quiet are the switches that keep Chromium from talking to anybody but the
// server under test.
var quiet = []string{
	"--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
	"--disable-background-networking", "--disable-component-update", "--disable-sync",
	"--disable-features=AutofillServerCommunication,OptimizationHints,MediaRouter",
	"--disable-default-apps", "--disable-extensions", "--disable-dev-shm-usage",
	"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
	"--remote-debugging-port=0", "--window-size=1280,900",
}

func startBrowser(t testing.TB) *chromium {
	t.Helper()
	b := &chromium{t: t, profile: t.TempDir(), netLog: filepath.Join(t.TempDir(), "net.json")}
	b.start()
	t.Cleanup(b.stop)
	return b
}

func (b *chromium) start() {
	b.t.Helper()
	program := os.Getenv("CHROME_PATH")
	if program == "" {
		skip(b.t, "no browser: set CHROME_PATH, or run \"make e2e\"")
	}
	port := filepath.Join(b.profile, "DevToolsActivePort")
	os.Remove(port)
	b.command = exec.Command(program, append(quiet,
		"--user-data-dir="+b.profile, "--log-net-log="+b.netLog, "--net-log-capture-mode=Everything", "about:blank")...)
	if err := b.command.Start(); err != nil {
		b.t.Fatal(err)
	}
	within(b.t, "the browser's debugging port", func() bool {
		text, _ := os.ReadFile(port)
		number, path, whole := strings.Cut(strings.TrimSpace(string(text)), "\n")
		b.remote = fmt.Sprintf("ws://127.0.0.1:%s%s", number, path)
		return whole
	})
	allocator, cancel := chromedp.NewRemoteAllocator(context.Background(), b.remote, chromedp.NoModifyURL)
	b.context, b.cancel = allocator, cancel
}

// stop ends the browser so that it writes its profile and log to disk.
func (b *chromium) stop() {
	if b.command == nil || b.command.ProcessState != nil {
		return
	}
	if conn, _, _, err := ws.Dial(context.Background(), b.remote); err == nil {
		wsutil.WriteClientText(conn, []byte(`{"id": 1, "method": "Browser.close"}`))
		defer conn.Close()
	}
	b.cancel()
	done := make(chan error, 1)
	go func() { done <- b.command.Wait() }()
	select {
	case <-done:
	case <-time.After(10 * time.Second):
		b.command.Process.Kill()
		<-done
	}
}

// within waits until a condition holds.
func within(t testing.TB, what string, holds func() bool) {
	t.Helper()
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		if holds() {
			return
		}
	}
	t.Fatalf("%s: not within %v", what, patience)
}
