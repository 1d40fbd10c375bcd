package e2e

import (
	"strings"
	"testing"
)

// The main job, on line and then with nobody there to serve.
func TestAudit(t *testing.T) {
	server := startServer(t)
	tap := startTap(t, server)
	p := startBrowser(t).open(tap.URL).ready()
	auditStack(p)
	server.stop()
	tap.Close()
	p.reload()
	auditStack(p)
	p.silent()
}

// auditStack drops the files, reads an explanation, applies each fix and sees
// the finding go.
func auditStack(p *tab) {
	p.t.Helper()
	var paths []string
	for _, f := range stack {
		paths = append(paths, testdata(p.t, f.file))
	}
	p.drop(paths...)
	for _, f := range stack {
		p.wait(f.there())
	}
	p.wait(audited)
	for _, f := range stack {
		p.click(f.selector())
		p.wait(`document.querySelector("#explanation")?.checkVisibility()`)
		if text := eval[string](p, `document.querySelector("#explanation").innerText`); !strings.Contains(text, "Why") {
			p.t.Errorf("%s: the explanation does not say why: %.300s", f.rule, text)
		}
		p.click("#fix")
		p.wait("!" + f.there())
	}
	p.click("#undo")
	p.wait(stack[len(stack)-1].there())
}
