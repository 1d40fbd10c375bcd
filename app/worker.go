package app

import (
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// worker is the audit worker: the same program as this one, without a page.
type worker struct {
	watch
	onAnswer func(message string)
	onLost   func()

	js      app.Value
	handler app.Func
	fault   app.Func
}

// newWorker makes a worker whose callbacks run where dispatch puts them.
func newWorker(dispatch func(func()), onAnswer func(string), onLost func()) *worker {
	w := &worker{onAnswer: onAnswer, onLost: onLost}
	w.watch.port = w
	w.watch.after = func(d time.Duration, f func()) func() {
		t := time.AfterFunc(d, func() { dispatch(func() { f(); onLost() }) })
		return func() { t.Stop() }
	}
	w.handler = app.FuncOf(func(_ app.Value, args []app.Value) any {
		message := args[0].Get("data").String()
		dispatch(func() { w.receive(message) })
		return nil
	})
	w.fault = app.FuncOf(func(_ app.Value, args []app.Value) any {
		args[0].Call("preventDefault")
		dispatch(func() {
			w.fail()
			onLost()
		})
		return nil
	})
	return w
}

func (w *worker) receive(message string) {
	if message == WorkerReady {
		w.isReady()
		return
	}
	w.onAnswer(message)
	w.answered()
}

// WorkerReady is what a worker says when it listens.
const WorkerReady = "ready"

func (w *worker) start() {
	w.js = app.Window().Get("preflight").Call("startWorker")
	w.js.Set("onmessage", w.handler)
	w.js.Set("onerror", w.fault)
}

func (w *worker) stop() {
	if w.js != nil {
		w.js.Set("onmessage", nil)
		w.js.Set("onerror", nil)
		w.js.Call("terminate")
	}
}

func (w *worker) post(message string) { w.js.Call("postMessage", message) }
