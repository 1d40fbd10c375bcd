package app

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// listen starts to listen to keys, drops and pastes anywhere on the page.
func (s *shell) listen() {
	s.stops = append(s.stops,
		s.onceUsed("pointermove"), s.onceUsed("pointerdown"), s.onceUsed("keydown"), s.onceUsed("dragenter"),
		onWindow("keydown", s.onKey),
		onWindow("dragover", s.onDragOver),
		onWindow("dragleave", s.onDragLeave),
		onWindow("drop", s.onDrop),
		onWindow("paste", s.onPaste),
		onLaunch(func(files app.Value) { intake(files, s.takeLater) }),
	)
}

// onceUsed proves the seal at the first sign that somebody uses the page.
func (s *shell) onceUsed(event string) (stop func()) {
	return onWindow(event, func(app.Event) {
		if s.seal.done && !s.seal.tried {
			s.ctx.Dispatch(func(app.Context) { s.proveSeal() })
		}
	})
}

// command gives what a key does, or nil.
func (s *shell) command(key string, control, alt, shift, typing bool) func() {
	switch {
	case key == "F8" && shift:
		return func() { s.step(-1) }
	case key == "F8":
		return func() { s.step(1) }
	case key == "." && control:
		return s.fix
	case key == "z" && control && alt:
		return s.undo
	case control || alt || typing:
		return nil
	case key == "?":
		return func() { openDialog("shortcuts") }
	case key == "/":
		return func() { s.showTab("findings"); byID("filter").Call("focus") }
	case key == "Escape" && s.session.Selected() != nil:
		return s.closeExplanation
	}
	return nil
}

func (s *shell) onKey(e app.Event) {
	if e.Get("defaultPrevented").Bool() || modal() {
		return
	}
	flag := func(name string) bool { return e.Get(name).Truthy() }
	key := e.Get("key").String()
	run := s.command(key, flag("ctrlKey") || flag("metaKey"), flag("altKey"), flag("shiftKey"), editable(e))
	if run == nil {
		return
	}
	e.PreventDefault()
	s.ctx.Dispatch(func(app.Context) { run() })
}

// modal reports whether a dialog is open, which has the keys for itself.
func modal() bool {
	return app.Window().Get("document").Call("querySelector", "dialog[open]").Truthy()
}

// step goes to the next finding, or with -1 to the one before.
func (s *shell) step(by int) {
	if v := s.session.Step(by); v != nil {
		s.explain(v, true)
	}
}

func dropping(on bool) {
	app.Window().Get("document").Get("documentElement").Get("classList").Call("toggle", "dropping", on)
}

func (s *shell) onDragOver(e app.Event) {
	e.PreventDefault()
	dropping(true)
}

func (s *shell) onDragLeave(e app.Event) {
	if e.Get("relatedTarget").IsNull() {
		dropping(false)
	}
}

func (s *shell) onDrop(e app.Event) {
	e.PreventDefault()
	dropping(false)
	intake(e.Get("dataTransfer"), s.takeLater)
}

// onPaste takes in what is pasted outside any field: files, or a text.
func (s *shell) onPaste(e app.Event) {
	if editable(e) {
		return
	}
	clipboard := e.Get("clipboardData")
	if clipboard.Get("files").Length() > 0 {
		e.PreventDefault()
		intake(clipboard, s.takeLater)
		return
	}
	text := clipboard.Call("getData", "text/plain").String()
	if text == "" {
		return
	}
	e.PreventDefault()
	s.ctx.Dispatch(func(app.Context) {
		s.editor.flush()
		s.session.Paste(text)
		s.pane = "text"
		s.refresh()
	})
}
