package e2e

import (
	"fmt"
	"os"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// axe reads the checker that npm put beside this file.
func axe(t *testing.T) string {
	t.Helper()
	script, err := os.ReadFile("node_modules/axe-core/axe.min.js")
	if err != nil {
		skip(t, "axe-core is not there: npm ci in server/e2e")
	}
	return string(script)
}

// violations runs the checker; each line names a rule and where it is broken.
const violations = `axe.run(document, {resultTypes: ["violations"], preload: false}).then((r) =>
	r.violations.map((v) => v.id + " (" + v.help + "): " + v.nodes.slice(0, 5).map((n) => n.target.join(" ")).join(", ")))`

func checkAccessible(p *tab, script, what string) {
	p.t.Helper()
	if !p.holds("window.axe") {
		p.run(chromedp.Evaluate(script+"; true", nil))
	}
	if found := eval[[]string](p, violations); len(found) > 0 {
		p.t.Errorf("%s:\n  %s", what, strings.Join(found, "\n  "))
	}
}

// view sets the width of the window and the colour scheme that is asked for.
func (p *tab) view(width int64, scheme string) {
	p.t.Helper()
	p.run(
		emulation.SetDeviceMetricsOverride(width, 900, 1, false),
		emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}),
	)
}

// samplePages are the pages that the catalogue and the guide lead to; of the
// rules, which are all alike, the first of each format.
func samplePages(p *tab, address string) []string {
	p.t.Helper()
	pages := []string{"/", "/rules", "/guide"}
	formats := map[string]bool{}
	for _, index := range pages[1:] {
		p.run(chromedp.Navigate(address + index))
		p.ready()
		for _, link := range eval[[]string](p, `[...document.querySelectorAll("main a[href^='/']")].map(a => a.getAttribute("href"))`) {
			format, isRule := path.Dir(link), strings.HasPrefix(link, "/rules/")
			if slices.Contains(pages, link) || isRule && formats[format] {
				continue
			}
			formats[format] = isRule
			pages = append(pages, link)
		}
	}
	if len(pages) < 6 {
		p.t.Fatalf("only these pages were found: %v", pages)
	}
	return pages
}

// Every sort of page, and every state of the first one, without a violation.
func TestAccessibility(t *testing.T) {
	script := axe(t)
	address := "http://" + startServer(t).address
	b := startBrowser(t)
	pages := samplePages(b.open("about:blank"), address)
	t.Logf("%d pages", len(pages))
	for _, width := range []int64{1280, 360} {
		for _, scheme := range []string{"light", "dark"} {
			t.Run(fmt.Sprintf("%s %d", scheme, width), func(t *testing.T) {
				b.t = t
				p := b.open("about:blank")
				p.view(width, scheme)
				for _, page := range pages {
					p.run(chromedp.Navigate(address + page))
					p.ready()
					checkAccessible(p, script, page)
					checkFits(p, page)
				}
				checkStates(p, script, address)
			})
		}
	}
}

// checkStates goes through what the first page shows once files are there.
func checkStates(p *tab, script, address string) {
	p.t.Helper()
	p.run(chromedp.Navigate(address))
	p.ready()
	p.click("#example")
	p.wait(audited)
	check := func(what string) {
		p.t.Helper()
		checkAccessible(p, script, what)
		checkFits(p, what)
	}
	check("the example")
	for _, state := range []struct{ what, press, wait string }{
		{"an explanation", `.finding[data-outcome="fail"]`, `document.querySelector("#explanation")?.checkVisibility()`},
		{"the checklist", "#tab-checklist", `document.querySelector("#panel-checklist")?.checkVisibility()`},
		{"the score", "#tab-score", `document.querySelector(".score-total")?.checkVisibility()`},
		{"the rows of a family", ".family-head", `document.querySelector(".family .score-row")?.checkVisibility()`},
		{"a strict step", ".step:last-child input", `document.querySelector(".step:last-child .step-body *")?.checkVisibility()`},
		{"the forms of the report", "#export-open", `document.querySelector("#export")?.open`},
		{"the menu", "#menu-button", `document.querySelector("#menu")?.checkVisibility()`},
		{"the shortcuts", "#shortcuts-open", `document.querySelector("#shortcuts")?.open`},
		{"the seal", "#seal", `document.querySelector("#seal-panel")?.open`},
	} {
		p.run(chromedp.Evaluate(fmt.Sprintf("document.querySelectorAll('dialog[open]').forEach(d => d.close()); document.querySelector(%q).click()", state.press), nil))
		p.wait(state.wait)
		check(state.what)
	}
}

// checkFits wants no page wider than the window: nobody scrolls sideways.
func checkFits(p *tab, what string) {
	p.t.Helper()
	if wide := eval[int](p, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); wide > 0 {
		p.t.Errorf("%s: %d px wider than the window", what, wide)
	}
}
