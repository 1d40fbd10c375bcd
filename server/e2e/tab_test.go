package e2e

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	cdplog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// tab is one page of the browser. Its methods end the test when what they are
// asked for does not come.
type tab struct {
	t       testing.TB
	context context.Context
	lock    sync.Mutex
	errors  []string // what the page wrote to the console as an error
}

// open opens an address in a new tab.
func (b *chromium) open(address string) *tab {
	b.t.Helper()
	ctx, cancel := chromedp.NewContext(b.context, chromedp.WithErrorf(func(string, ...any) {}))
	b.t.Cleanup(cancel)
	p := &tab{t: b.t, context: ctx}
	chromedp.ListenTarget(ctx, p.listen)
	if err := chromedp.Run(ctx); err != nil { // opens an empty tab, which lives as long as ctx
		b.t.Fatal(err)
	}
	b.tabs++
	if b.recorder != nil {
		within(b.t, "the recorder", func() bool { return b.recorder.ready(b.tabs) })
	}
	p.run(chromedp.Navigate(address))
	return p
}

func (p *tab) listen(event any) {
	p.lock.Lock()
	defer p.lock.Unlock()
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		p.errors = append(p.errors, e.ExceptionDetails.Error())
	case *cdplog.EventEntryAdded:
		if e.Entry.Level == cdplog.LevelError {
			p.errors = append(p.errors, e.Entry.Text)
		}
	case *runtime.EventConsoleAPICalled:
		if text := spoken(e.Args); e.Type == runtime.APITypeError || strings.HasPrefix(text, "panic:") {
			p.errors = append(p.errors, text)
		}
	case *page.EventJavascriptDialogOpening:
		go chromedp.Run(p.context, page.HandleJavaScriptDialog(true))
	}
}

// spoken is what was written to the console.
func spoken(args []*runtime.RemoteObject) string {
	var words []string
	for _, a := range args {
		word := a.Description
		if json.Unmarshal(a.Value, &word) != nil {
			word = cmp.Or(a.Description, string(a.Value))
		}
		words = append(words, word)
	}
	return strings.Join(words, " ")
}

// expected are errors in the console that mean nothing: the one request that
// the app makes to see it refused, and the tab's icon where the browser wants
// it only after the seal.
var expected = []string{"/seal-test", "Loading the image"}

// complaints are the other errors in the console.
func (p *tab) complaints() []string {
	p.lock.Lock()
	defer p.lock.Unlock()
	var all []string
	for _, e := range p.errors {
		if !slices.ContainsFunc(expected, func(part string) bool { return strings.Contains(e, part) }) {
			all = append(all, e)
		}
	}
	return all
}

func (p *tab) run(actions ...chromedp.Action) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.context, patience)
	defer cancel()
	if err := chromedp.Run(ctx, actions...); err != nil {
		p.t.Fatalf("%v\npage: %.2000s\nconsole: %v", err, p.look(), p.complaints())
	}
}

// look is the text of the page as it is now, for a message.
func (p *tab) look() string {
	ctx, cancel := context.WithTimeout(p.context, time.Second)
	defer cancel()
	var text string
	chromedp.Run(ctx, chromedp.Evaluate(`document.documentElement.outerHTML.replace(/<head[^]*<\/head>/, "")`, &text))
	return text
}

// eval gives the value of an expression in the page; a promise is awaited.
func eval[T any](p *tab, expression string) T {
	p.t.Helper()
	var value T
	p.run(chromedp.Evaluate(expression, &value, func(e *runtime.EvaluateParams) *runtime.EvaluateParams {
		return e.WithAwaitPromise(true)
	}))
	return value
}

// wait waits until an expression in the page is true.
func (p *tab) wait(expression string) {
	p.t.Helper()
	p.waitFor(expression, patience)
}

// waitFor is wait with a patience of its own, and tells how long it took.
func (p *tab) waitFor(expression string, patience time.Duration) time.Duration {
	p.t.Helper()
	start := time.Now()
	for time.Since(start) < patience {
		if p.holds(expression) {
			return time.Since(start)
		}
		time.Sleep(20 * time.Millisecond)
	}
	p.t.Fatalf("not within %v: %s\npage: %.3000s\nconsole: %v", patience, expression, p.look(), p.complaints())
	return 0
}

// holds evaluates a condition; while a page is loading nothing holds.
func (p *tab) holds(expression string) bool {
	ctx, cancel := context.WithTimeout(p.context, patience)
	defer cancel()
	var yes bool
	err := chromedp.Run(ctx, chromedp.Evaluate("!!("+expression+")", &yes))
	return err == nil && yes
}

// click clicks the first element that a selector finds, with the mouse.
func (p *tab) click(selector string) {
	p.t.Helper()
	p.wait(fmt.Sprintf("document.querySelector(%q)?.checkVisibility()", selector))
	p.run(chromedp.Click(selector, chromedp.ByQuery))
}
