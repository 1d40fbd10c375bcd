package e2e

import (
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
)

// gossip is a site whose page, worker and service worker each make a request.
var gossip = map[string]string{
	"/": `<!DOCTYPE html><script src="/page.js"></script>`,
	"/page.js": `navigator.serviceWorker.register("/sw.js"); new Worker("/worker.js");
		fetch("/from-page", {method: "POST", body: "canary"});`,
	"/worker.js": `fetch("/from-worker")`,
	"/sw.js":     `self.addEventListener("install", (e) => e.waitUntil(fetch("/from-service-worker")))`,
}

// The recorders must see what they are there to see: without this, a test
// that nothing was sent would prove nothing.
func TestRecorders(t *testing.T) {
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/javascript")
		if r.URL.Path == "/" {
			w.Header().Set("Content-Type", "text/html")
		}
		io.WriteString(w, gossip[r.URL.Path])
	}))
	defer site.Close()
	b := startBrowser(t)
	r := startRecorder(t, b)
	tap := startTap(t, &server{address: site.Listener.Addr().String()})
	b.open(tap.URL)
	want := map[string]string{
		"page": "POST " + tap.URL + "/from-page", "worker": "GET " + tap.URL + "/from-worker",
		"service_worker": "GET " + tap.URL + "/from-service-worker",
	}
	for by, line := range want {
		within(t, by+" recorded", func() bool {
			return slices.ContainsFunc(r.seen(), func(s sighting) bool { return s.by == by && s.line == line })
		})
	}
	within(t, "all requests at the tap", func() bool { return len(tap.seen()) >= 7 })
	for name, all := range map[string][]sighting{"browser": r.seen(), "tap": tap.seen()} {
		if len(holding(all, "canary")) != 1 {
			t.Errorf("%s: the body was not recorded once in %v", name, all)
		}
	}
	b.stop()
	log := readNetLog(t, b)
	for by, line := range want {
		if !slices.ContainsFunc(log.requests, func(s sighting) bool { return s.line == line }) {
			t.Errorf("Chromium's log lacks the request of the %s: %s", by, line)
		}
	}
}
