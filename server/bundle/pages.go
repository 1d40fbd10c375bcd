package main

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strconv"
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"preflight/app"
	"preflight/web"
)

// render makes every file but the notices. The version is the hash of all the
// files as they are without it.
func render(wasm []byte) (files, error) {
	app.Routes()
	draft, err := renderVersion(wasm, "draft")
	if err != nil {
		return nil, err
	}
	version := hash(draft)
	bundle, err := renderVersion(wasm, version)
	if err != nil {
		return nil, err
	}
	bundle["VERSION"] = []byte(version + "\n")
	return bundle, nil
}

// hash is a short name for what the files hold.
func hash(bundle files) string {
	sum := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(bundle)) {
		fmt.Fprintf(sum, "%s %d\n", name, len(bundle[name]))
		sum.Write(bundle[name])
	}
	return fmt.Sprintf("%x", sum.Sum(nil)[:8])
}

func renderVersion(wasm []byte, version string) (files, error) {
	bundle := files{"web/app.wasm": wasm}
	for _, path := range web.Served() {
		bundle["web/"+path] = []byte(web.Read(path))
	}
	handler := newHandler(version, len(wasm))
	for _, path := range []string{"app.js", "app.css", "app-worker.js", "wasm_exec.js"} {
		body, err := get(handler, "/"+path)
		if err != nil {
			return nil, err
		}
		bundle[path] = body
	}
	bundle["manifest.webmanifest"] = []byte(web.Read("manifest.webmanifest"))
	if err := checkWasmExec(bundle["wasm_exec.js"]); err != nil {
		return nil, err
	}
	var err error
	if bundle["app.js"], err = mend(bundle["app.js"]); err != nil {
		return nil, err
	}
	return bundle, addPages(bundle, handler)
}

func newHandler(version string, wasmLength int) http.Handler {
	site := app.Site
	return &goapp.Handler{
		Name: site.Name, ShortName: site.ShortName, Title: site.Title,
		Description: site.Description, Lang: site.Lang,
		ThemeColor: site.ThemeColor, BackgroundColor: site.BackgroundColor,
		LoadingLabel: site.LoadingLabel, StartURL: site.StartURL,
		Icon: goapp.Icon{
			Default: site.IconDefault, Large: site.IconLarge,
			SVG: site.IconSVG, Maskable: site.IconMaskable,
		},
		Styles: site.Styles, Scripts: site.Scripts, CacheableResources: site.Cacheable,
		Version:               version,
		WasmContentLength:     strconv.Itoa(wasmLength),
		ServiceWorkerTemplate: web.Read("service-worker.js"),
	}
}

// addPages renders the first pages, so that there is something to read before
// the program has started.
func addPages(bundle files, handler http.Handler) error {
	for _, address := range app.Pages() {
		page, err := get(handler, address)
		if err != nil {
			return err
		}
		neat, err := tidy(string(page))
		if err != nil {
			return fmt.Errorf("%s: %w", address, err)
		}
		bundle[pageFile(address)] = []byte(neat)
	}
	return nil
}

// pageFile is the file of a page: that of /rules is rules.html.
func pageFile(address string) string {
	if address == "/" {
		return "index.html"
	}
	return strings.TrimPrefix(address, "/") + ".html"
}

func get(handler http.Handler, address string) ([]byte, error) {
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, httptest.NewRequest(http.MethodGet, address, nil))
	if recorder.Code != http.StatusOK {
		return nil, fmt.Errorf("rendering %s: %s", address, http.StatusText(recorder.Code))
	}
	return recorder.Body.Bytes(), nil
}

// patches correct go-app's app.js. Each must fit exactly once.
var patches = []struct {
	old *regexp.Regexp
	new string
}{
	// The test of the user agent takes a CUBOT telephone for a crawler, and
	// would not start there.
	{regexp.MustCompile(`(?s)if \(\s*/bot\|[^/]*/i\.test\(navigator\.userAgent\)\s*\) \{\s*return false;\s*\}\s*`), ""},
	// On the first visit the service worker takes the page over before it is
	// active; that is no update.
	{regexp.MustCompile(`(?m)^let goappServiceWorkerRegistration;$`), "${0}\nconst goappWasControlled = !!navigator.serviceWorker?.controller;"},
	{regexp.MustCompile(`!navigator\.serviceWorker\.controller\b`), "!goappWasControlled"},
	// boot.js has fetched and compiled the program since the first moment.
	{regexp.MustCompile(`\bfetchWithProgress\("[^"]*", showProgress\)`), "preflight.loading(showProgress, goappWasmContentLength)"},
}

// mend applies the patches to app.js.
func mend(script []byte) ([]byte, error) {
	for _, p := range patches {
		if n := len(p.old.FindAllIndex(script, -1)); n != 1 {
			return nil, fmt.Errorf("app.js has %d places for %s: has go-app changed?", n, p.old)
		}
		script = p.old.ReplaceAll(script, []byte(p.new))
	}
	return script, nil
}
