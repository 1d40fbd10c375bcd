package e2e

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
)

// canary is a word that no request, no log and no storage may ever hold.
const canary = "canary7f3a9c51"

// secretStack has the canary wherever a person has secrets.
const secretSettings = `import os
SECRET_KEY = "django-insecure-` + canary + `"
DEBUG = True
DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "PASSWORD": "` + canary + `"}}
ALLOWED_HOSTS = ["` + canary + `.example"]
`

// After the seal nothing leaves: not from the page, not from its workers, not
// from the service worker, whatever is pressed.
func TestNothingLeaves(t *testing.T) {
	server := startServer(t)
	tap := startTap(t, server)
	b := startBrowser(t)
	recorder := startRecorder(t, b)
	p := b.open(tap.URL)
	p.run(browser.SetDownloadBehavior(browser.SetDownloadBehaviorBehaviorDeny))
	p.ready()
	moment := time.Now()
	checkRecorded(t, tap, recorder)

	p.paste(secretSettings)
	p.wait(`document.querySelector('.finding[data-rule="django/debug-enabled"]')`)
	p.wait(`document.documentElement.dataset.proof === "refused"`)
	p.wait(`document.querySelector("#seal").innerText.trim() === "Network sealed"`)
	pressEverything(p)
	checkStorage(p)
	time.Sleep(2 * time.Second) // for what is sent late: beacons, updates
	within(t, "the audit worker recorded", func() bool { return slices.Contains(recorder.watched(), "worker") })
	b.stop()
	log := readNetLog(t, b)
	checkSilence(t, moment, tap.seen(), recorder.sent(), log.requests)
	checkCanary(t, tap.seen(), recorder.seen(), log, server)
}

// checkRecorded makes sure that the recorders work: they saw the app load.
func checkRecorded(t *testing.T, tap *tap, recorder *recorder) {
	t.Helper()
	for _, path := range []string{"/", "/web/app.wasm", "/app-worker.js"} {
		if !slices.ContainsFunc(tap.seen(), func(s sighting) bool { return s.line == "GET "+path }) {
			t.Errorf("the tap did not see %s", path)
		}
	}
	for _, by := range []string{"page", "service_worker"} {
		if !slices.ContainsFunc(recorder.seen(), func(s sighting) bool { return s.by == by && strings.HasPrefix(s.line, "GET http") }) {
			t.Errorf("the browser told of no request of a %s", by)
		}
	}
}

// next presses the next button that has not been pressed; rows of a list are
// alike, and the first few stand for all. It gives its name, or "" at the end.
const next = `(() => {
	const pressed = window.pressedAlready ??= new Map();
	const name = (e) => e.id ? "#" + e.id : e.tagName + "." + e.className + (e.matches(".finding, .file-main, .close") ? "" : ":" + e.textContent);
	const all = document.querySelectorAll("button, summary, input[type=checkbox], input[type=radio], a[href^='/']");
	for (const e of [...all].sort((a, b) => late(a) - late(b))) {
		const n = pressed.get(name(e)) ?? 0;
		if (e.disabled || n >= 3 || (n > 0 && e.id) || e.id === "toggle-keep") continue;
		pressed.set(name(e), n + 1);
		e.click();
		return name(e);
	}
	return "";
	function late(e) {
		if (e.matches("#fix, .finding:has(.finding-fix:not(:empty))")) return -1;
		return e.matches("#forget, #close-files, .close, a") ? 1 : 0;
	}
})()`

// pressEverything presses every button, switch and inner link, but for the one
// switch that asks the browser to remember the files.
func pressEverything(p *tab) {
	p.t.Helper()
	names := []string{}
	for range 400 {
		name := eval[string](p, next)
		if name == "" {
			break
		}
		names = append(names, name)
		time.Sleep(30 * time.Millisecond)
	}
	for _, must := range []string{"#fix", "#forget", "#tab-checklist", "#tab-score", "#download", "#download-sarif", "#copy-json"} {
		if !slices.Contains(names, must) {
			p.t.Errorf("%s was not among what was pressed: %v", must, names)
		}
	}
}

// stores looks for a word in everything that a page can leave behind.
const stores = `(async (word) => {
	const found = [];
	for (const [name, store] of [["localStorage", localStorage], ["sessionStorage", sessionStorage]])
		if (JSON.stringify({...store}).includes(word)) found.push(name);
	for (const name of await caches.keys())
		for (const r of await (await caches.open(name)).matchAll())
			if ((r.url + await r.text()).includes(word)) found.push("cache: " + r.url);
	if ((await indexedDB.databases()).length > 0) found.push("a database");
	if (document.cookie) found.push("a cookie");
	if (location.href.includes(word)) found.push("the address");
	return found;
})(%q)`

func checkStorage(p *tab) {
	p.t.Helper()
	if found := eval[[]string](p, fmt.Sprintf(stores, canary)); len(found) > 0 {
		p.t.Errorf("the canary is in %v", found)
	}
}

// checkSilence wants no request after the seal in any of the recordings. The
// attempts that the page's policy stopped are not requests: the tap and
// Chromium's own log, which know nothing of that policy, must lack them too.
func checkSilence(t *testing.T, moment time.Time, recordings ...[]sighting) {
	t.Helper()
	for _, all := range recordings {
		for _, s := range after(all, moment) {
			if ofTheBrowser(s) {
				continue
			}
			t.Errorf("after the seal: %s %s", s.by, s.line)
		}
	}
}

// ofTheBrowser tells whether a request is Chromium's own business: inside it,
// or one of the services that it asks whatever page is shown. Where a page or
// a worker asks, the recorder says so.
func ofTheBrowser(s sighting) bool {
	_, address, _ := strings.Cut(s.line, " ")
	where, err := url.Parse(address)
	if err != nil {
		return false
	}
	inside := slices.Contains([]string{"chrome", "chrome-untrusted", "blob", "data"}, where.Scheme)
	service := strings.HasSuffix(where.Host, ".googleapis.com") || strings.HasSuffix(where.Host, ".google.com")
	return inside || s.by == "browser" && service
}

// checkCanary wants the canary nowhere.
func checkCanary(t *testing.T, atTap, recorded []sighting, log netLog, server *server) {
	t.Helper()
	for _, s := range append(holding(atTap, canary), holding(recorded, canary)...) {
		t.Errorf("the canary left: %s", s.line)
	}
	if strings.Contains(string(log.text), canary) {
		t.Error("the canary is in the browser's network log")
	}
	if strings.Contains(server.log.String(), canary) {
		t.Errorf("the canary is in the server's log:\n%s", server.log)
	}
	if strings.Count(server.log.String(), "\n") > 1 {
		t.Errorf("the server wrote more than where it is:\n%s", server.log)
	}
}

// What a person opted in to keep is kept, and forgotten on demand.
func TestForget(t *testing.T) {
	p := startBrowser(t).open("http://" + startServer(t).address).ready()
	p.paste(secretSettings)
	p.wait(audited)
	p.run(chromedp.Evaluate(`document.querySelector("#toggle-keep").click()`, nil))
	kept := fmt.Sprintf("JSON.stringify({...localStorage}).includes(%q)", canary)
	p.wait(kept)
	p.reload()
	p.wait(`document.querySelector('.finding[data-rule="django/debug-enabled"]')`)
	p.run(chromedp.Evaluate(`document.querySelector("#forget").click()`, nil))
	p.wait("!" + kept)
	p.reload()
	p.wait(`document.querySelector("#example")?.checkVisibility()`)
	checkStorage(p)
	p.silent()
}
