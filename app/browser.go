package app

import (
	"errors"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// browserKeeper is the browser's local storage, or the stand-in of boot.js.
type browserKeeper struct{ js app.Value }

func localStorage() browserKeeper {
	return browserKeeper{app.Window().Get("localStorage")}
}

// sessionStorage lasts as long as the tab.
func sessionStorage() browserKeeper {
	return browserKeeper{app.Window().Get("sessionStorage")}
}

func (k browserKeeper) get(key string) string {
	if v := k.js.Call("getItem", key); v.Truthy() {
		return v.String()
	}
	return ""
}

func (k browserKeeper) set(key, text string) (err error) {
	defer func() {
		if recover() != nil { // the browser throws when its storage is full
			err = errors.New("the browser's storage is full")
		}
	}()
	k.js.Call("setItem", key, text)
	return nil
}

func (k browserKeeper) drop(key string) { k.js.Call("removeItem", key) }

func (k browserKeeper) keys() []string {
	var keys []string
	for i := range k.js.Get("length").Int() {
		keys = append(keys, k.js.Call("key", i).String())
	}
	return keys
}

// boot gives what boot.js left on the page.
func boot() app.Value { return app.Window().Get("preflight") }

// byID gives an element of the page; it may be null.
func byID(id string) app.Value {
	return app.Window().Get("document").Call("getElementById", id)
}

// onWindow listens to an event of the window and gives what ends it.
func onWindow(event string, f func(e app.Event)) (stop func()) {
	listener := app.FuncOf(func(_ app.Value, args []app.Value) any {
		f(app.Event{Value: args[0]})
		return nil
	})
	app.Window().Call("addEventListener", event, listener)
	return func() {
		app.Window().Call("removeEventListener", event, listener)
		listener.Release()
	}
}

// onLaunch listens to files that the system opens the installed app with.
func onLaunch(f func(files app.Value)) (stop func()) {
	listener := app.FuncOf(func(_ app.Value, args []app.Value) any {
		f(args[0])
		return nil
	})
	boot().Call("launched", listener)
	return listener.Release
}

// copyText puts a text on the clipboard and tells whether the browser let it.
func copyText(text string, done func(copied bool)) {
	boot().Call("copy", text).Then(func(copied app.Value) { done(copied.Bool()) })
}

// download saves a text under the last part of its name.
func download(name, text string) {
	bytes := app.Window().Get("Uint8Array").New(len(text))
	app.CopyBytesToJS(bytes, []byte(text))
	boot().Call("save", name[strings.LastIndex(name, "/")+1:], bytes)
}

// editable reports whether keys typed at the target of an event are text.
func editable(e app.Event) bool {
	path := e.Call("composedPath")
	if path.Length() == 0 {
		return false
	}
	target := path.Index(0)
	switch name := target.Get("tagName"); {
	case !name.Truthy():
		return false
	case strings.Contains(" INPUT TEXTAREA SELECT ", " "+name.String()+" "):
		return true
	}
	return target.Get("isContentEditable").Truthy()
}
