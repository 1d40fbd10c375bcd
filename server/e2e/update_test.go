package e2e

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/chromedp"
)

// newVersion makes the tap serve another version than the server has: the
// same program under another name. When broken, the program never arrives.
type newVersion struct {
	old, new string
	broken   atomic.Bool
	failed   atomic.Int32 // how often the program was asked for in vain
}

// change changes an answer on its way.
func (v *newVersion) change(r *http.Response) error {
	switch r.Request.URL.Path {
	case "/app-worker.js", "/app.js":
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return err
		}
		body = bytes.ReplaceAll(body, []byte(v.old), []byte(v.new))
		r.Body = io.NopCloser(bytes.NewReader(body))
		r.ContentLength = int64(len(body))
		r.Header.Set("Content-Length", fmt.Sprint(len(body)))
		r.Header.Del("ETag")
	case "/web/app.wasm":
		if v.broken.Load() {
			v.failed.Add(1)
			r.Body = io.NopCloser(strings.NewReader("\x00asm")) // shorter than announced: the line broke
			r.StatusCode, r.Status = http.StatusOK, "200 OK"
		}
	}
	return nil
}

// version asks the page which version it is.
func version(p *tab) string { return eval[string](p, `goappEnv.GOAPP_VERSION`) }

// release makes a new version appear at the tap's address.
func release(p *tab, tap *tap, broken bool) *newVersion {
	v := &newVersion{old: version(p)}
	v.new = strings.Repeat("f", len(v.old))
	v.broken.Store(broken)
	tap.rewriteWith(v.change)
	return v
}

// An update whose line breaks leaves the old version working, without a
// network too.
func TestInterruptedUpdate(t *testing.T) {
	server := startServer(t)
	tap := startTap(t, server)
	p := startBrowser(t).open(tap.URL).ready()
	broken := release(p, tap, true)
	p.reload() // a navigation makes the browser look for an update
	within(t, "the update's failure", func() bool { return broken.failed.Load() > 0 })
	p.wait(`navigator.serviceWorker.getRegistration().then(r => !r.installing)`)
	server.stop()
	tap.Close()
	p.reload()
	if v := version(p); v != broken.old {
		t.Errorf("version %s runs, want the old one, %s", v, broken.old)
	}
	auditStack(p)
}

// An update leaves what was typed alone, before and after the reload.
func TestUpdateKeepsText(t *testing.T) {
	tap := startTap(t, startServer(t))
	p := startBrowser(t).open(tap.URL).ready()
	update := release(p, tap, false)
	p.reload() // a navigation makes the browser look for an update
	p.give(testdata(t, "settings.py"))
	p.wait(audited)
	p.wait(`document.querySelector(".update button")?.checkVisibility()`)
	text := func() string { return eval[string](p, `window.preflight.editor.getText()`) }
	before := text()
	if !strings.Contains(before, "DEBUG = True") {
		t.Fatalf("the text before the update is %q", before)
	}
	p.run(chromedp.Click(".update button", chromedp.ByQuery))
	p.wait(fmt.Sprintf(`typeof goappEnv === "object" && goappEnv.GOAPP_VERSION === %q`, update.new))
	p.ready()
	p.wait(stack[0].there())
	if after := text(); after != before {
		t.Errorf("the text after the update is %q, before it was %q", after, before)
	}
	p.silent()
}
