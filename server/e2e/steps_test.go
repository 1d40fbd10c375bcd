package e2e

import (
	"fmt"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// stack are the files of a small deployment, each with one fault that the
// tests look for.
var stack = []fault{
	{"settings.py", "django/debug-enabled", 6},
	{"shop.conf", "nginx/autoindex", 7},
	{"shop.service", "systemd/new-privileges", 7},
}

// fault is a finding that must be there.
type fault struct {
	file, rule string
	line       int
}

// selector finds the row of the fault.
func (f fault) selector() string {
	return fmt.Sprintf(`.finding[data-outcome="fail"][data-rule=%q][data-file=%q][data-line="%d"]`, f.rule, f.file, f.line)
}

// there is an expression that is true while the fault is found.
func (f fault) there() string { return fmt.Sprintf("document.querySelector(%q)", f.selector()) }

// States of the page, as expressions.
const (
	sealed  = `document.documentElement.dataset.seal === "sealed"`
	audited = `document.documentElement.dataset.audit === "done"`
	mounted = `document.querySelector("#seal")?.checkVisibility() && !document.querySelector("#app-wasm-loader")`
)

// testdata gives the absolute path of a test file, as a browser wants it.
func testdata(t testing.TB, name string) string {
	t.Helper()
	path, err := filepath.Abs(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// ready waits until the app runs and its network is sealed.
func (p *tab) ready() *tab {
	p.t.Helper()
	p.wait(mounted)
	p.wait(sealed)
	return p
}

// drop drops files on the page as a person does from a folder.
func (p *tab) drop(paths ...string) {
	p.t.Helper()
	data := &input.DragData{Files: paths, Items: []*input.DragDataItem{}, DragOperationsMask: 1}
	for _, step := range []input.DispatchDragEventType{input.DragEnter, input.DragOver, input.Drop} {
		p.run(input.DispatchDragEvent(step, 400, 400, data))
	}
}

// give hands files to the input behind the "Open files" button.
func (p *tab) give(paths ...string) {
	p.t.Helper()
	p.wait(`document.querySelector("#open-files")`)
	p.run(chromedp.SetUploadFiles("#open-files", paths, chromedp.ByQuery))
}

// paste opens an empty file and puts a text into it.
func (p *tab) paste(text string) {
	p.t.Helper()
	p.run(chromedp.Evaluate(`[...document.querySelectorAll("button")].find(b => b.checkVisibility() && b.textContent === "Paste text").click()`, nil))
	p.wait(`(document.activeElement?.shadowRoot?.activeElement ?? document.activeElement)?.matches(".cm-content, textarea")`)
	p.run(input.InsertText(text))
}

// reload loads the page again.
func (p *tab) reload() *tab {
	p.t.Helper()
	p.run(page.Reload(), chromedp.WaitReady("body"))
	return p.ready()
}

// closeAll closes every file.
var closeAll = chromedp.Evaluate(`document.querySelector("#close-files").click()`, nil)

// silent ends the test where the console has an error that nobody expects.
func (p *tab) silent() {
	p.t.Helper()
	if all := p.complaints(); len(all) > 0 {
		p.t.Errorf("the console has errors: %q", all)
	}
}
