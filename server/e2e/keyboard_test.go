package e2e

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// active is the element that has the focus, inside a shadow root too.
const active = `(document.activeElement?.shadowRoot?.activeElement ?? document.activeElement)`

// tabTo presses Tab until the focus is on what a selector finds.
func (p *tab) tabTo(selector string) {
	p.t.Helper()
	for range 150 {
		if p.holds(fmt.Sprintf("%s?.matches(%q)", active, selector)) {
			return
		}
		p.run(chromedp.KeyEvent(kb.Tab))
	}
	p.t.Fatalf("Tab does not lead to %s; the focus is on %s", selector, eval[string](p, active+".outerHTML.slice(0, 200)"))
}

// The whole job without a mouse.
func TestKeyboardOnly(t *testing.T) {
	p := startBrowser(t).open("http://" + startServer(t).address).ready()
	p.tabTo("#example")
	p.run(chromedp.KeyEvent(kb.Enter))
	p.wait(audited)
	p.tabTo(`.finding[data-outcome="fail"]`)
	checkFocusIsSeen(p)
	p.run(chromedp.KeyEvent(kb.Enter))
	p.wait(`document.querySelector("#explanation")?.checkVisibility()`)
	p.wait(`document.querySelector('.finding[aria-current="true"]')`)

	p.tabTo("#tab-findings")
	p.run(chromedp.KeyEvent(kb.ArrowRight))
	p.wait(`document.querySelector("#tab-checklist").getAttribute("aria-selected") === "true"`)
	p.run(chromedp.KeyEvent(kb.ArrowRight))
	p.wait(`document.querySelector("#tab-score").getAttribute("aria-selected") === "true"`)
	hardenByKeyboard(p)
	p.tabTo("#tab-score")
	p.run(chromedp.KeyEvent(kb.Home))
	p.wait(`document.querySelector("#tab-findings").getAttribute("aria-selected") === "true"`)

	selectFixable(p)
	p.tabTo("#fix")
	p.run(chromedp.KeyEvent(kb.Enter))
	p.wait(`!document.querySelector("#undo").disabled`)
	p.tabTo("#undo")
	p.run(chromedp.KeyEvent(kb.Enter))
	p.wait(`document.querySelector("#undo").disabled`)
	p.silent()
}

// hardenByKeyboard goes two steps further, opens a family and closes the forms
// of the report again.
func hardenByKeyboard(p *tab) {
	p.t.Helper()
	p.tabTo(".step input")
	p.run(chromedp.KeyEvent(kb.ArrowDown), chromedp.KeyEvent(kb.ArrowDown))
	p.wait(`document.querySelector(".step:nth-child(3) input").checked && document.querySelector(".step:nth-child(3) .step-body pre")`)
	p.tabTo(".family-head")
	checkFocusIsSeen(p)
	p.run(chromedp.KeyEvent(kb.Enter))
	p.tabTo(".family .score-row a")
	p.tabTo("#export-open")
	p.run(chromedp.KeyEvent(kb.Enter))
	p.wait(`document.querySelector("#export").open`)
	p.tabTo("#copy-markdown")
	p.run(chromedp.KeyEvent(kb.Escape))
	p.wait(`!document.querySelector("#export").open`)
}

// selectFixable goes through the findings by keyboard to one with a fix.
func selectFixable(p *tab) {
	p.t.Helper()
	p.tabTo(`.finding:has(.finding-fix:not(:empty))`)
	p.run(chromedp.KeyEvent(kb.Enter))
	p.wait(`document.querySelector("#fix")`)
}

// The element in focus must look different from when it is not.
func checkFocusIsSeen(p *tab) {
	p.t.Helper()
	if !eval[bool](p, `(() => { const s = getComputedStyle(`+active+`); return s.outlineStyle !== "none" && s.outlineWidth !== "0px" || s.boxShadow !== "none"; })()`) {
		p.t.Error("the element in focus does not show it")
	}
}

// Tab leaves the editor again: it is no trap.
func TestEditorIsNoTrap(t *testing.T) {
	p := startBrowser(t).open("http://" + startServer(t).address).ready()
	p.give(testdata(t, "settings.py"))
	p.wait(audited)
	p.tabTo(".cm-content")
	p.run(chromedp.KeyEvent(kb.Escape))
	p.run(chromedp.KeyEvent(kb.Tab))
	p.wait(fmt.Sprintf("!%s?.matches('.cm-content')", active))
	if text := eval[string](p, `window.preflight.editor.getText()`); text[0] == '\t' || text[0] == ' ' {
		t.Errorf("Tab was typed into the text: %.40q", text)
	}
}
