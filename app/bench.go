package app

import (
	"fmt"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"preflight/rules"
	"preflight/rules/audit"
)

// bench is the page that does the work: files, text, findings and checklist.
func (s *shell) bench() []app.UI {
	empty := s.session.Empty()
	return []app.UI{
		app.Div().Class("welcome", gone(!empty)).Body(s.welcome()...),
		app.Div().Class("panes", gone(empty)).Body(
			app.H1().Class("sr-only").Text("Audit"),
			s.fileList(),
			app.Section().Class("text").Aria("label", "Text").Body(
				app.Div().Class("text-head").Body(s.textHead()...),
				s.editor,
			),
			app.Section().Class("side").Aria("label", "Audit").Body(s.side()...),
		),
		app.Nav().Class("pane-tabs", gone(empty)).Aria("label", "Panes").Body(
			s.paneTab("files", "Files"), s.paneTab("text", "Text"),
			s.paneTab("findings", "Findings"), s.paneTab("checklist", "Checklist"), s.paneTab("score", "Score")),
		app.Input().Type("file").ID("open-files").Class("sr-only").Multiple(true).TabIndex(-1).
			Aria("label", "Open files").OnChange(s.onInput),
		app.Input().Type("file").ID("open-folder").Class("sr-only").Multiple(true).TabIndex(-1).
			Attr("webkitdirectory", "true").Aria("label", "Open a folder").OnChange(s.onInput),
	}
}

func (s *shell) paneTab(pane, name string) app.UI {
	b := app.Button().Type("button").Class("pane-tab").OnClick(func(app.Context, app.Event) {
		s.pane = pane
		if pane != "files" && pane != "text" {
			s.tab = pane
		}
	}, app.EventScope(pane))
	if s.pane == pane {
		b = b.Aria("current", "true")
	}
	return b.Body(app.Text(name), app.If(pane == "findings" && s.findings() > 0, func() app.UI {
		return app.Span().Class("badge").Text(s.findings())
	}))
}

func (s *shell) findings() int {
	counts, total := s.session.Counts(), 0
	for _, c := range []Class{Critical, High, Medium, Low, Info} {
		total += counts[c]
	}
	return total
}

// textHead stands above the text: the name and kind of the file, and what can
// be done with it.
func (s *shell) textHead() []app.UI {
	d := s.session.Current()
	if d == nil {
		return nil
	}
	return []app.UI{
		app.Input().Type("text").Class("file-name").ID("file-name").Aria("label", "Name of the file").
			Value(d.Name).Spellcheck(false).OnChange(s.onRename, app.EventScope(d.ID)),
		app.Label().Class("kind").Body(
			app.Span().Class("sr-only").Text("Kind of file"),
			app.Select().ID("kind").OnChange(s.onKind, app.EventScope(d.ID)).Body(kindOptions(d)...)),
		app.Div().Class("bar-gap"),
		app.Button().Type("button").Class("quiet").ID("copy-file").Text("Copy").OnClick(s.onCopyFile),
		app.Button().Type("button").Class("quiet").ID("download").Text("Download").OnClick(s.onDownload),
	}
}

func kindOptions(d *Document) []app.UI {
	auto := "Detect"
	if d.Kind != "" && d.Chosen == "" {
		auto = kindTitle(d.Kind) + " (auto)"
	}
	options := []app.UI{app.Option().Value(automatic).Selected(d.Chosen == "").Text(auto)}
	for _, f := range rules.Kinds() {
		options = append(options, app.Option().Value(string(f.Kind)).Selected(d.Chosen == f.Kind).Text(f.Title))
	}
	return options
}

func kindTitle(kind audit.Kind) string {
	for _, f := range rules.Formats() {
		if f.Kind == kind {
			return f.Title
		}
	}
	return "not recognised"
}

func (s *shell) onKind(ctx app.Context, _ app.Event) {
	s.session.SetKind(s.session.Current(), audit.Kind(chosenValue(ctx)))
	s.refresh()
}

func (s *shell) onRename(ctx app.Context, _ app.Event) {
	d := s.session.Current()
	s.do(s.session.Rename(d, ctx.JSSrc().Get("value").String()))
	ctx.JSSrc().Set("value", d.Name)
}

func (s *shell) onCopyFile(app.Context, app.Event) {
	s.editor.flush()
	s.copy(s.session.Current().Text, "Text")
}

func (s *shell) onDownload(app.Context, app.Event) {
	s.editor.flush()
	download(s.session.Current().Name, s.session.Current().Text)
}

// onInput takes in the files that an input was given.
func (s *shell) onInput(ctx app.Context, _ app.Event) {
	input := ctx.JSSrc()
	intake(input, s.takeLater)
	input.Set("value", "")
}

func (s *shell) takeLater(files []incoming, left int) {
	s.ctx.Dispatch(func(app.Context) { s.take(files, left) })
}

// take adds files to the session and shows the first of them.
func (s *shell) take(files []incoming, left int) {
	s.editor.flush()
	s.problem = ""
	var first *Document
	for _, f := range files {
		if f.failed {
			s.problem = fmt.Sprintf("%s cannot be read.", f.name)
			continue
		}
		if d := s.session.Add(f.name, f.content); first == nil {
			first = d
		}
	}
	if first != nil {
		s.session.Show(first)
		s.announced = fmt.Sprintf("%d files added", len(files))
	}
	if left > 0 {
		s.problem = fmt.Sprintf("%s left out: no configuration, larger than 2 MB, or beyond %d.", plural(left, "file"), rules.MaxFiles)
	}
	s.refresh()
}

func (s *shell) onOpen(app.Context, app.Event)   { byID("open-files").Call("click") }
func (s *shell) onFolder(app.Context, app.Event) { byID("open-folder").Call("click") }

// onPasteButton gives an empty file to paste into.
func (s *shell) onPasteButton(ctx app.Context, _ app.Event) {
	s.editor.flush()
	s.session.Paste("")
	s.pane = "text"
	s.refresh()
	ctx.Defer(func(app.Context) { s.editor.focus() })
}

func (s *shell) onExample(app.Context, app.Event) {
	for _, f := range Example() {
		s.session.Add(f.Name, []byte(f.Text))
	}
	s.refresh()
}
