//go:build js

// The program of the app: in a page it runs the app, in a worker it audits.
package main

import (
	"syscall/js"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"preflight/app"
)

func main() {
	if js.Global().Get("document").IsUndefined() {
		serve()
	}
	app.Routes()
	goapp.RunWhenOnBrowser()
}

// serve answers the messages of the page that started this worker.
func serve() {
	js.Global().Set("onmessage", js.FuncOf(func(_ js.Value, args []js.Value) any {
		return js.Global().Call("postMessage", app.Answer(args[0].Get("data").String()))
	}))
	js.Global().Call("postMessage", app.WorkerReady)
	select {}
}
