package e2e

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"

	"preflight/rules/audit"
)

// preflight runs the command line in the folder of the test files.
func preflight(t testing.TB, args ...string) []byte {
	t.Helper()
	c := exec.Command("go", append([]string{"run", "preflight/rules/cmd/preflight"}, args...)...)
	c.Dir = "testdata"
	var complaints bytes.Buffer
	c.Stderr = &complaints
	out, err := c.Output()
	if len(out) == 0 {
		t.Fatalf("preflight %v: %v %s", args, err, complaints.String())
	}
	return out
}

// downloads has the browser put what it downloads into a folder.
func (p *tab) downloads() (folder string) {
	p.t.Helper()
	folder = p.t.TempDir()
	p.run(browser.SetDownloadBehavior(browser.SetDownloadBehaviorBehaviorAllow).WithDownloadPath(folder))
	return folder
}

// press clicks what a selector finds, seen or not.
func (p *tab) press(selector string) {
	p.t.Helper()
	p.run(chromedp.Evaluate(fmt.Sprintf("document.querySelector(%q).click()", selector), nil))
}

// downloaded waits for a file and gives its content.
func downloaded(t testing.TB, folder, name string) []byte {
	t.Helper()
	var content []byte
	within(t, "the download of "+name, func() bool {
		text, err := os.ReadFile(filepath.Join(folder, name))
		content = text
		return err == nil && len(text) > 0
	})
	return content
}

// giveStack opens the files of the stack.
func giveStack(p *tab) (names []string) {
	p.t.Helper()
	var paths []string
	for _, f := range stack {
		paths, names = append(paths, testdata(p.t, f.file)), append(names, f.file)
	}
	p.give(paths...)
	for _, f := range stack {
		p.wait(f.there())
	}
	p.wait(audited)
	return names
}

// The report that the page gives is the one of the command line, with nobody
// there to serve.
func TestExport(t *testing.T) {
	server := startServer(t)
	p := startBrowser(t).open("http://" + server.address).ready()
	names := giveStack(p)
	folder := p.downloads()
	server.stop()
	// What is copied is remembered where the browser took it.
	p.run(chromedp.Evaluate(`{ const write = navigator.clipboard.writeText.bind(navigator.clipboard);
		navigator.clipboard.writeText = async (text) => { await write(text); window.copied = text; }; }`, nil))
	p.click("#export-open")
	for form, name := range map[string]string{"json": "preflight.json", "sarif": "preflight.sarif", "markdown": "preflight.md", "csv": "preflight.csv"} {
		want := preflight(t, append([]string{"audit", "--format", form}, names...)...)
		p.click("#download-" + form)
		if got := downloaded(t, folder, name); !bytes.Equal(got, want) {
			t.Errorf("%s: got %.400s, want %.400s", form, got, want)
		}
		p.click("#copy-" + form)
		p.wait("window.copied?.length > 0 && document.querySelector('.export-done').textContent.includes('copied')")
		if got := eval[string](p, "(() => { const text = window.copied; window.copied = ''; return text; })()"); got != string(want) {
			t.Errorf("%s: copied %.400s, want %.400s", form, got, want)
		}
	}
	p.silent()
}

// scoresOf are the scores that the command line gives.
func scoresOf(t testing.TB, args ...string) []audit.Score {
	t.Helper()
	var out struct{ Scores []audit.Score }
	if err := json.Unmarshal(preflight(t, append([]string{"score", "--format", "json"}, args...)...), &out); err != nil {
		t.Fatal(err)
	}
	return out.Scores
}

// shows is an expression that is true while the view shows an exposure.
func shows(exposure float64) string {
	return fmt.Sprintf(`document.querySelector(".score-total")?.dataset.exposure === "%.1f"`, exposure)
}

// The view shows the score of the command line, for the release chosen, and
// the drop-in of a step keeps its promise; offline too.
func TestScore(t *testing.T) {
	server := startServer(t)
	p := startBrowser(t).open("http://" + server.address).ready()
	p.give(testdata(t, "shop.service"))
	p.wait(audited)
	folder := p.downloads()
	server.stop()
	p.click("#tab-score")
	p.wait(shows(scoresOf(t, "shop.service")[0].Exposure))
	p.run(chromedp.SetValue(`[data-target="systemd"]`, "252", chromedp.ByQuery), chromedp.Evaluate(
		`document.querySelector('.targets [data-target="systemd"]').dispatchEvent(new Event("change", {bubbles: true}))`, nil))
	old := scoresOf(t, "--target", "systemd=252", "shop.service")[0]
	p.wait(shows(old.Exposure))
	p.wait(`document.querySelector(".score-head").textContent.includes("systemd 252")`)
	for _, step := range old.Steps {
		p.press(fmt.Sprintf(`.step[data-step=%q] input`, step.ID))
		p.wait(fmt.Sprintf(`document.querySelector("#drop-in").textContent === %q`, step.Text))
	}
	step := old.Steps[len(old.Steps)-1]
	p.press("#download-drop-in")
	if got := downloaded(t, folder, filepath.Base(old.DropIn)); string(got) != step.Text {
		t.Errorf("the drop-in is %q, want %q", got, step.Text)
	}
	p.press("#add-drop-in")
	p.wait(shows(step.Exposure))
	checkRowsLink(p)
	p.silent()
}

// checkRowsLink opens every family and follows the first row to its rule.
func checkRowsLink(p *tab) {
	p.t.Helper()
	p.run(chromedp.Evaluate(`document.querySelectorAll('.family-head[aria-expanded="false"]').forEach(b => b.click())`, nil))
	p.wait(`document.querySelectorAll(".family .score-row").length >= 80`)
	if lost := eval[int](p, `[...document.querySelectorAll(".score-row:has(.sign-high)")].filter(r => !r.querySelector("a[href^='/rules/systemd/']")).length`); lost > 0 {
		p.t.Errorf("%d rows that fail have no link", lost)
	}
	p.click(".gains a")
	p.wait(`location.pathname.startsWith("/rules/systemd/") && document.querySelector(".page h1")`)
}
