package e2e

import (
	"context"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// queue stands for the system that opens the installed app with files.
const queue = `window.launchQueue = {setConsumer(f) { window.launch = (...files) =>
	f({files: files.map(([name, text]) => ({getFile: async () => new File([text], name)}))}); }};`

// The installed app takes the files that the system opens it with.
func TestLaunchedWithFiles(t *testing.T) {
	p := startBrowser(t).open("about:blank")
	p.run(chromedp.ActionFunc(func(ctx context.Context) error {
		_, err := page.AddScriptToEvaluateOnNewDocument(`Object.defineProperty(window, "launchQueue", {writable: true, value: null});` + queue).Do(ctx)
		return err
	}))
	p.run(chromedp.Navigate("http://" + startServer(t).address))
	p.ready()
	p.run(chromedp.Evaluate(`launch(["settings.py", "DEBUG = True\nINSTALLED_APPS = []\nROOT_URLCONF = 'shop.urls'\n"]); true`, nil))
	p.wait(fault{"settings.py", "django/debug-enabled", 1}.there())
	p.run(chromedp.Evaluate(`launch(["shop.service", "[Service]\nExecStart=/bin/true\n"]); true`, nil))
	p.wait(`document.querySelectorAll(".file").length === 2`)
	p.silent()
}

// The browser finds nothing wrong with the manifest.
func TestManifest(t *testing.T) {
	p := startBrowser(t).open("http://" + startServer(t).address).ready()
	p.run(chromedp.ActionFunc(func(ctx context.Context) error {
		_, problems, text, _, err := page.GetAppManifest().Do(ctx)
		if err != nil {
			return err
		}
		for _, m := range problems {
			t.Errorf("the manifest: %s", m.Message)
		}
		if !strings.Contains(text, "file_handlers") {
			t.Errorf("the browser read %.300s", text)
		}
		return nil
	}))
}
