package e2e

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"preflight/app"
	"preflight/rules"
	"preflight/rules/audit"
)

// clock is put into a page before its own scripts. It notes when the app has
// taken the place of the first page, how long the main thread was blocked, and
// for each key how long the new verdicts took.
const clock = `
window.clock = {mounted: 0, blocked: 0, keys: []};
new MutationObserver((_, self) => {
	if (!document.querySelector(".shell") || document.querySelector("#app-wasm-loader")) return;
	clock.mounted = performance.now();
	self.disconnect();
}).observe(document, {childList: true, subtree: true});
new PerformanceObserver((list) => {
	for (const e of list.getEntries()) clock.blocked = Math.max(clock.blocked, e.duration);
}).observe({type: "longtask"});
let pressed = 0, running = false;
addEventListener("keydown", () => { pressed = performance.now(); running = false; }, true);
new MutationObserver(() => {
	const state = document.documentElement?.dataset.audit;
	running ||= state === "running";
	if (!pressed || !running || state !== "done") return;
	clock.keys.push(performance.now() - pressed);
	pressed = 0;
}).observe(document, {attributes: true, subtree: true, attributeFilter: ["data-audit"]});
`

// timed opens an empty tab with the clock in it.
func (b *chromium) timed() *tab {
	b.t.Helper()
	p := b.open("about:blank")
	p.run(chromedp.ActionFunc(func(ctx context.Context) error {
		_, err := page.AddScriptToEvaluateOnNewDocument(clock).Do(ctx)
		return err
	}))
	return p
}

// mounted visits the first page and tells after how many milliseconds the app
// was there.
func (p *tab) mounted(address string) float64 {
	p.t.Helper()
	p.run(chromedp.Navigate(address))
	p.wait("clock.mounted > 0")
	p.ready()
	return eval[float64](p, "clock.mounted")
}

// BenchmarkColdStart is the first visit of a new browser.
func BenchmarkColdStart(b *testing.B) {
	address := "http://" + startServer(b).address
	var times []float64
	for b.Loop() {
		browser := startBrowser(b)
		times = append(times, browser.timed().mounted(address))
		browser.stop()
	}
	report(b, times, "ms-to-mount")
}

// BenchmarkWarmStart is a later visit, served by the service worker.
func BenchmarkWarmStart(b *testing.B) {
	address := "http://" + startServer(b).address
	p := startBrowser(b).timed()
	p.mounted(address)
	var times []float64
	for b.Loop() {
		times = append(times, p.mounted(address))
	}
	report(b, times, "ms-to-mount")
}

// BenchmarkKeystroke is the time from a key to the verdicts of the new text,
// in settings of 2,000 lines.
func BenchmarkKeystroke(b *testing.B) {
	p := startBrowser(b).timed()
	p.mounted("http://" + startServer(b).address)
	path := filepath.Join(b.TempDir(), "settings.py")
	if err := os.WriteFile(path, []byte(longSettings(2000)), 0o644); err != nil {
		b.Fatal(err)
	}
	p.give(path)
	p.wait(audited)
	p.run(chromedp.Click("#code", chromedp.ByQuery), chromedp.Evaluate("clock.blocked = 0", nil))
	pressed := 0
	for b.Loop() {
		for range 10 {
			p.run(chromedp.KeyEvent("x"))
			pressed++
			p.wait("clock.keys.length === " + strconv.Itoa(pressed))
		}
	}
	report(b, eval[[]float64](p, "clock.keys"), "ms-to-verdicts")
	b.ReportMetric(eval[float64](p, "clock.blocked"), "ms-blocked-max")
}

// report gives the median and the 95th percentile.
func report(b *testing.B, times []float64, unit string) {
	slices.Sort(times)
	b.ReportMetric(0, "ns/op") // the harness's own time means nothing
	b.ReportMetric(times[len(times)/2], unit+"-median")
	b.ReportMetric(times[(len(times)*95-1)/100], unit+"-p95")
}

// longSettings is a settings module of so many lines, most of them lists.
func longSettings(lines int) string {
	var text strings.Builder
	text.WriteString("import os\n\nDEBUG = True\nSECRET_KEY = os.environ[\"SECRET_KEY\"]\n")
	for n := 4; n < lines; n += 4 {
		text.WriteString("LOCALES_" + strconv.Itoa(n) + " = [\n    (\"en\", \"English\"),\n    (\"de\", \"Deutsch\"),\n]\n")
	}
	return text.String()
}

// BenchmarkNativeAudit audits the example stack outside the browser.
func BenchmarkNativeAudit(b *testing.B) {
	var files []*audit.File
	for _, sample := range app.Example() {
		files = append(files, rules.NewFile(sample.Name, []byte(sample.Text), ""))
	}
	for b.Loop() {
		rules.Audit(files, audit.DefaultTargets())
	}
	b.ReportMetric(float64(len(files)), "files")
}
