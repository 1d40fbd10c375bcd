package app

import (
	"fmt"
	"path"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// welcome is what an empty page shows: the ways in, and the promise.
func (s *shell) welcome() []app.UI {
	return []app.UI{app.Div().Class("drop").Body(
		app.H1().Text("Drop your deployment here"),
		app.P().Class("lead").Text("settings.py, nginx sites, systemd units and the files around them: as many as you have, or the whole folder."),
		app.Div().Class("ways").Body(
			app.Button().Type("button").Class("primary").ID("open").Text("Open files").OnClick(s.onOpen),
			app.Button().Type("button").ID("folder").Text("Open a folder").OnClick(s.onFolder),
			app.Button().Type("button").ID("paste").Text("Paste text").OnClick(s.onPasteButton),
		),
		app.P().Body(
			app.Text("Nothing at hand? "),
			app.Button().Type("button").Class("as-link").ID("example").Text("Load an example with faults in it").OnClick(s.onExample),
		),
		app.P().Class("promise").Text("Your files stay on this device: once loaded, the page locks its own network access and works offline."),
	)}
}

// fileList lists the documents with the worst that was found in each.
func (s *shell) fileList() app.UI {
	if s.session.Empty() {
		return app.Section().Class("files").Aria("label", "Files").ID("files")
	}
	var rows []app.UI
	for _, d := range s.session.Files() {
		worst, findings := s.session.Worst(d)
		rows = append(rows, &fileRow{
			ID: d.ID, Name: d.Name, Kind: string(d.Kind), Current: d == s.session.Current(),
			Worst: worst, Findings: findings, shell: s,
		})
	}
	return app.Section().Class("files").Aria("label", "Files").ID("files").Body(
		app.Div().Class("away").Body(app.If(s.session.Away(), func() app.UI {
			return app.Div().Body(
				app.P().Class("dim").Text("An example from a rule. Your own files are set aside."),
				app.Button().Type("button").ID("return").Text("Back to my files").OnClick(s.onReturn))
		})),
		app.Ul().Class("file-list").Body(rows...),
		app.Div().Class("file-actions").Body(
			app.Button().Type("button").Text("Open files").OnClick(s.onOpen),
			app.Button().Type("button").Text("Open folder").OnClick(s.onFolder),
			app.Button().Type("button").Text("Paste text").OnClick(s.onPasteButton),
		),
		app.Div().Class("file-targets").Body(s.targets()...),
	)
}

// fileRow is one document of the list.
type fileRow struct {
	app.Compo
	ID       int
	Name     string
	Kind     string
	Current  bool
	Worst    Class
	Findings int

	shell *shell
}

// Render draws the row: the worst sign, the name, the number of findings.
func (r *fileRow) Render() app.UI {
	folder, base := path.Split(r.Name)
	button := app.Button().Type("button").Class("file-main").Title(r.Name).OnClick(r.onShow).Body(
		sign(r.Worst),
		app.Span().Class("file-base").Body(
			app.Span().Class("dim").Text(strings.TrimSuffix(folder, "/")), app.Span().Text(base)),
		app.Span().Class("count").Text(r.count()),
		app.Span().Class("sr-only").Text(r.spoken()),
	)
	if r.Current {
		button = button.Aria("current", "true")
	}
	return app.Li().Class("file").Body(
		button,
		app.Button().Type("button").Class("close").Aria("label", "Close "+r.Name).Text("×").OnClick(r.onClose),
	)
}

func (r *fileRow) count() string {
	if r.Findings == 0 {
		return ""
	}
	return fmt.Sprint(r.Findings)
}

func (r *fileRow) spoken() string {
	switch r.Findings {
	case 0:
		return ", no finding"
	case 1:
		return " finding"
	}
	return " findings"
}

func (r *fileRow) onShow(app.Context, app.Event) {
	if d := r.shell.session.Find(r.ID); d != nil {
		r.shell.showFile(d)
	}
}

func (r *fileRow) onClose(app.Context, app.Event) {
	s := r.shell
	s.editor.flush()
	if d := s.session.Find(r.ID); d != nil {
		s.session.Remove(d)
	}
	if s.session.Empty() {
		s.session.Return()
	}
	s.refresh()
	s.markEditor()
}

// sign is the shape that stands for a class.
func sign(c Class) app.UI {
	return app.Span().Class("sign", "sign-"+string(c)).Aria("hidden", "true").Text(shapes[c])
}
