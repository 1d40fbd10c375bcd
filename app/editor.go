package app

import (
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"preflight/rules/audit"
)

// editor is the only place that talks to the code editor. Where the code editor
// is missing or not wanted, a plain text field does its work.
type editor struct {
	app.Compo

	onEdit   func(text string) // some time after a change
	onSelect func(verdict int) // a mark was chosen

	code      app.Value // nil: the plain field
	plain     bool      // the plain field is wanted
	funcs     []app.Func
	document  *Document
	text      string // as the page has it, last we knew
	measured  *measure
	timer     *time.Timer
	pause     time.Duration
	dispatch  func(func(app.Context))
	available bool
	shown     bool // one of the two is up
}

// Render always gives the same elements; what is in them is not go-app's.
func (e *editor) Render() app.UI {
	return app.Div().Class("editor").Body(
		app.Div().Class("code").ID("code"),
		app.Textarea().Class("plain").ID("plain").Aria("label", "Text of the file").
			Spellcheck(false).Wrap("off").Placeholder(pasteHint).
			Attr("autocapitalize", "off").Attr("autocomplete", "off").Attr("translate", "no").
			OnInput(func(ctx app.Context, _ app.Event) { ctx.PreventUpdate(); e.changed() }),
	)
}

const pasteHint = "Paste or type a configuration here"

// OnMount waits until the script of the code editor has run.
func (e *editor) OnMount(ctx app.Context) {
	e.dispatch = func(f func(app.Context)) { ctx.Dispatch(f) }
	if app.Window().Get("preflightEditor").Truthy() {
		e.choose()
		return
	}
	var stop func()
	stop = onWindow("load", func(app.Event) {
		ctx.Dispatch(func(app.Context) { e.choose() })
		stop()
	})
	e.choose()
}

// choose puts up the code editor or the plain field, as is wanted and possible.
func (e *editor) choose() {
	e.available = app.Window().Get("preflightEditor").Truthy()
	code := e.available && !e.plain
	if e.document == nil || code == (e.code != nil) && e.shown {
		return // nothing to show yet, or all is as it should be
	}
	e.shown = true
	if e.code != nil {
		e.code.Call("destroy")
		e.release()
		e.code = nil
	}
	byID("code").Set("hidden", !code)
	byID("plain").Set("hidden", code)
	if code {
		e.mount()
	}
	boot().Set("editor", e.code)
	if d := e.document; d != nil {
		e.document = nil
		e.show(d)
	}
}

func (e *editor) mount() {
	onChange := app.FuncOf(func(app.Value, []app.Value) any { e.changed(); return nil })
	onSelect := app.FuncOf(func(_ app.Value, args []app.Value) any {
		id := args[0].Int()
		e.dispatch(func(app.Context) { e.onSelect(id) })
		return nil
	})
	e.funcs = []app.Func{onChange, onSelect}
	e.code = app.Window().Get("preflightEditor").Call("mount", byID("code"), map[string]any{
		"label": "Text of the file", "hint": pasteHint, "onChange": onChange, "onSelect": onSelect,
	})
}

func (e *editor) release() {
	for _, f := range e.funcs {
		f.Release()
	}
	e.funcs = nil
}

// OnDismount ends the code editor.
func (e *editor) OnDismount() {
	if e.code != nil {
		e.code.Call("destroy")
		e.code = nil
	}
	e.release()
}

// setPlain wants the plain field, or the code editor.
func (e *editor) setPlain(plain bool) {
	e.plain = plain
	if e.dispatch != nil {
		e.choose()
	}
}

// changed asks for the text once typing has paused.
func (e *editor) changed() {
	if e.timer != nil {
		e.timer.Stop()
	}
	e.timer = time.AfterFunc(e.pause, func() {
		e.dispatch(func(app.Context) { e.flush() })
	})
}

// flush hands an edit over that waits for a pause.
func (e *editor) flush() {
	if e.timer == nil {
		return
	}
	e.timer.Stop()
	e.timer = nil
	e.text, e.measured = e.current(), nil
	e.onEdit(e.text)
}

func (e *editor) current() string {
	if e.code != nil {
		return e.code.Call("getText").String()
	}
	return byID("plain").Get("value").String()
}

// modes maps kinds to the languages of the code editor.
var modes = map[audit.Kind]string{
	"django": "python", "python": "python", "gunicorn": "python", "nginx": "nginx",
	"systemd": "properties", "env": "properties", "postgres": "properties", "uwsgi": "properties", "apache": "nginx",
	"shell": "shell", "crontab": "shell", "requirements": "shell", "dockerfile": "shell", "procfile": "shell", "compose": "properties",
}

// show brings a document up as it is in the session.
func (e *editor) show(d *Document) {
	if e.dispatch == nil || d == nil {
		e.document = d
		return
	}
	other := e.document != d
	e.document = d
	if !e.shown {
		e.choose()
		return
	}
	if !other && e.text == d.Text {
		return
	}
	e.text, e.measured = d.Text, nil
	switch {
	case e.code == nil:
		byID("plain").Set("value", d.Text)
	case other:
		e.code.Call("open", d.ID, d.Text, modes[d.Kind])
	default:
		e.code.Call("setText", d.Text)
	}
}

// relanguage colours the text anew after its kind became known.
func (e *editor) relanguage(d *Document) {
	if e.code != nil && e.document == d {
		e.code.Call("setLang", modes[d.Kind])
	}
}

func (e *editor) places() *measure {
	if e.measured == nil {
		e.measured = newMeasure(e.text)
	}
	return e.measured
}

// mark shows the verdicts of the document shown; index gives their ids.
func (e *editor) mark(verdicts []*audit.Verdict, index []int) {
	if e.code == nil {
		return
	}
	m := e.places()
	marks := make([]any, len(verdicts))
	for i, v := range verdicts {
		marks[i] = map[string]any{
			"id": index[i], "from": m.Units(v.Span.Start), "to": m.Units(v.Span.End),
			"severity": string(ClassOf(v)), "message": headline(v),
		}
	}
	e.code.Call("setFindings", marks)
}

// reveal selects a span and brings it into view.
func (e *editor) reveal(span audit.Span, focus bool) {
	m := e.places()
	from, to := m.Units(span.Start), m.Units(span.End)
	if e.code != nil {
		e.code.Call("reveal", from, to, focus)
		return
	}
	field := byID("plain")
	field.Call("setSelectionRange", from, to)
	line := span.Line()
	field.Set("scrollTop", max(0, line-6)*20)
	if focus {
		field.Call("focus")
	}
}

func (e *editor) focus() {
	if e.code != nil {
		e.code.Call("reveal", 0, 0, true)
		return
	}
	byID("plain").Call("focus")
}
